/** In which language does the app speak? One language is loaded at a time. */
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

async function words(language: Language): Promise<Words> {
  return language === "sv" ? (await import("./sv/index.ts")).sv : (await import("./en/index.ts")).en;
}

/** Loads a language and changes to it; `keep` remembers it in this browser. */
export async function speak(language: Language, keep = false): Promise<void> {
  const bundle = await words(language);
  if (i18next.isInitialized) {
    i18next.addResourceBundle(language, "translation", bundle, true, true);
    await i18next.changeLanguage(language);
  } else {
    await i18next.use(initReactI18next).init({
      lng: language,
      resources: { [language]: { translation: bundle } },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  document.documentElement.lang = language;
  if (keep) localStorage.setItem(KEPT, language);
}

/** The translating function. */
export type Translate = TFunction;
