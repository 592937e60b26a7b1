/** How do people type hours? `7,5`, `2h 30min`, `1:30`, `7.30`, `90min`: all become minutes. */
import { showDecimal } from "./number.ts";

const DAY = 24 * 60;

/** Minutes of a day, or null when it isn't a duration that fits in one. */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase();
  const plain = typed.replace(",", ".").replace(/\s+/g, " ");
  const minutes = clock(typed) ?? words(plain) ?? decimal(plain);
  return minutes === null || minutes < 0 || minutes > DAY ? null : minutes;
}

/** In Sweden a point also stands between hours and minutes: quarters after one are read so, and `7.50` is seven and a half. */
function clock(text: string): number | null {
  const match = /^(\d{1,2})(?::([0-5]\d)|\.(15|30|45))$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2] ?? match[3]) : null;
}

function words(text: string): number | null {
  const match =
    /^(?:(\d+(?:\.\d+)?) ?(?:h|tim|t|timmar|hours?))? ?(?:(\d+) ?(?:m|min|minuter|minutes?))?$/.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  return Math.round(Number(match[1] ?? 0) * 60) + Number(match[2] ?? 0);
}

function decimal(text: string): number | null {
  return /^\d*\.?\d+$|^\d+\.$/.test(text) ? Math.round(Number(text) * 60) : null;
}

/** Minutes as hours: 450 is `7,5`, 100 is `1:40`. */
export function showHours(minutes: number): string {
  const hundredths = (minutes * 100) / 60;
  if (Number.isInteger(hundredths)) return showDecimal(hundredths, 2);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
