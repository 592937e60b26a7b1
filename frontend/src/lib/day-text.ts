/** Which day does a text mean? As days are written in Sweden, day before month; what is no day is never guessed at. */
import { addDays } from "./date.ts";

const MONTHS = [
  "januari",
  "februari",
  "mars",
  "april",
  "maj",
  "juni",
  "juli",
  "augusti",
  "september",
  "oktober",
  "november",
  "december",
];
const ENGLISH_MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WORDS: Record<string, number> = { igår: -1, idag: 0, imorgon: 1, imorron: 1 };
const ENGLISH_WORDS: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Nothing in the product is older or lies further ahead. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

const SHAPES = [
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{2})(?<between>-?)(?<month>\d{2})\k<between>(?<day>\d{2})$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})[ /-](?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{1,2}) (?<name>[a-zåäö]{3,})\.?(?: (?<year>\d{4}))?$/,
];

/** The ISO day of a text, or null. `now` is today, of which a day without a year takes its year. */
export function parseDay(text: string, now: string, language: string): string | null {
  const plain = text.trim().toLowerCase().replace(/[–—−]/g, "-").replace(/\s+/g, " ");
  const english = language === "en";
  const away = { ...WORDS, ...(english ? ENGLISH_WORDS : {}) }[plain.replaceAll(" ", "")];
  if (away !== undefined) return addDays(now, away);
  for (const shape of SHAPES) {
    const parts = shape.exec(plain)?.groups;
    if (!parts) continue;
    const month = parts.name === undefined ? Number(parts.month) : monthNamed(parts.name, english);
    const year = parts.year ?? now.slice(0, 4);
    return realDay(Number(year.length === 2 ? `20${year}` : year), month, Number(parts.day));
  }
  return null;
}

/** The number of a month by its name or the beginning of it; 0 of none. */
function monthNamed(name: string, english: boolean): number {
  const find = (names: string[]) => names.findIndex((month) => month.startsWith(name)) + 1;
  return find(MONTHS) || (english ? find(ENGLISH_MONTHS) : 0);
}

/** The ISO day, when the calendar has it. */
function realDay(year: number, month: number, day: number): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
