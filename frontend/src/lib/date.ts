/** Which day is it in Sweden, and how are days and weeks shown? Days are ISO text, never instants. */

const ZONE = "Europe/Stockholm";

/** Today in Sweden, `2026-11-28`. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" }).format(now);
}

/** A day some days later or earlier. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The ISO week of a day, `2026-W48`. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  // The Thursday decides the year.
  date.setUTCDate(date.getUTCDate() + 3 - ((date.getUTCDay() + 6) % 7));
  const year = date.getUTCFullYear();
  const week = 1 + Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The Monday of an ISO week. */
export function mondayOf(week: string): string {
  const [year = "1970", number = "1"] = week.split("-W");
  const fourth = new Date(Date.UTC(Number(year), 0, 4));
  const monday = addDays(fourth.toISOString().slice(0, 10), -((fourth.getUTCDay() + 6) % 7));
  return addDays(monday, (Number(number) - 1) * 7);
}

/** The week some weeks later or earlier. */
export function addWeeks(week: string, weeks: number): string {
  return weekOf(addDays(mondayOf(week), weeks * 7));
}

/** The number of an ISO week. */
export const weekNumber = (week: string): number => Number(week.split("-W")[1]);

/** An instant as day and time in Sweden, `2026-11-28 14:05`. */
export function showInstant(instant: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" }).format(
    new Date(instant),
  );
}

/** The time of day of an instant in Sweden, `14:05`. */
export function showTime(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, timeStyle: "short" }).format(instant);
}

/** A day's name and date, `mån 23 nov`. */
export function showDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "sv-SE", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A day in full, `28 december 2026`. */
export function showLongDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "sv-SE", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

const tongue = (language: string) => (language === "en" ? "en-GB" : "sv-SE");

/** A day with the name of its weekday, `lördag 28 november`. */
export function showWeekday(day: string, language: string): string {
  return new Intl.DateTimeFormat(tongue(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A month `2026-11` as `nov` or `november 2026`. */
export function showMonth(month: string, language: string, style: "short" | "long"): string {
  return new Intl.DateTimeFormat(tongue(language), {
    month: style,
    ...(style === "long" ? { year: "numeric" as const } : {}),
    timeZone: "UTC",
  })
    .format(new Date(`${month}-01T00:00:00Z`))
    .replace(".", "");
}
