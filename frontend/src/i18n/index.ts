/** In which language does the app speak? One language is loaded at a time, and of it the words of the pages that are opened. */
import i18next, { type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { sv } from "./sv/index.ts";

/** The languages of the app. */
export const LANGUAGES = ["sv", "en"] as const;
/** A language of the app. */
export type Language = (typeof LANGUAGES)[number];
/** Every word of the app, as Swedish has them. */
export type Words = typeof sv;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Words };
    returnNull: false;
  }
}

const KEPT = "kontoret-language";

/** The language that was chosen in this browser. */
export function chosenLanguage(): Language | undefined {
  return LANGUAGES.find((language) => language === localStorage.getItem(KEPT));
}

/** The language to begin with: chosen before, else Swedish for those who read it, else English. */
export function preferredLanguage(): Language {
  return chosenLanguage() ?? (navigator.language.startsWith("sv") ? "sv" : "en");
}

/** A part of the words: those of one noun. */
export type Noun = keyof Words;

/** Of these every page has words. */
export const EVERYWHERE = ["common", "problem"] as const satisfies readonly Noun[];

const files = import.meta.glob<object>("./*/*.json", { import: "default" });
/** What pages have asked for so far; a change of language loads it anew. */
const asked = new Set<Noun>(EVERYWHERE);
const loading = new Map<string, Promise<void>>();
/** The language that is spoken, or will be as soon as its words are here. */
let wanted: Language = preferredLanguage();

async function load(language: Language, noun: Noun): Promise<void> {
  const words = await files[`./${language}/${noun}.json`]?.();
  i18next.addResourceBundle(language, "translation", { [noun]: words }, true, true);
}

/** Loads what has been asked for in a language. What failed is tried again by the next who asks. */
async function loadAsked(language: Language): Promise<void> {
  await Promise.all(
    [...asked].map((noun) => {
      const name = `${language} ${noun}`;
      const begun =
        loading.get(name) ??
        load(language, noun).catch((error) => {
          loading.delete(name);
          throw error;
        });
      loading.set(name, begun);
      return begun;
    }),
  );
}

/** Loads the words of these nouns, for a page that is about to be shown. */
export async function learn(...nouns: Noun[]): Promise<void> {
  for (const noun of nouns) asked.add(noun);
  const spoken = LANGUAGES.find((language) => language === i18next.language) ?? wanted;
  await Promise.all([...new Set([spoken, wanted])].map(loadAsked));
}

/** Loads a language and changes to it; `keep` remembers it in this browser. */
export async function speak(language: Language, keep = false): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  wanted = language;
  await loadAsked(language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (keep) localStorage.setItem(KEPT, language);
}

/** The translating function. */
export type Translate = TFunction;
