/** How are a row and a week called? */
import type { Translate } from "@/i18n/index.ts";
import { addDays, mondayOf, weekNumber } from "@/lib/date.ts";
import type { RowHead } from "./grid.ts";

/** The order of a row, or that it is internal. */
export function orderWords(t: Translate, { order_id, order_number, order_title }: RowHead): string {
  return order_id ? `${order_number ?? ""} ${order_title ?? ""}`.trim() : t("time.internal");
}

/** A row's name in one line. */
export function rowWords(t: Translate, row: RowHead): string {
  const name = t("time.rowName", {
    order: orderWords(t, row),
    activity: row.activity || t("time.noActivity"),
  });
  return row.order_id && !row.billable ? `${name} (${t("time.notBillable").toLowerCase()})` : name;
}

const part = (day: string, language: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "sv-SE", { ...options, timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/\.$/, "");

/** A day of a grid's head: `mån` and `23`. */
export function dayParts(day: string, language: string): { name: string; number: string } {
  return {
    name: part(day, language, { weekday: "short" }).slice(0, 3),
    number: part(day, language, { day: "numeric" }),
  };
}

/** A week's number and days: "Vecka 48, 23–29 nov". */
export function weekWords(t: Translate, week: string, language: string): string {
  const monday = mondayOf(week);
  const sunday = addDays(monday, 6);
  const dayAndMonth = { day: "numeric", month: "short" } as const;
  const sameMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  return t("time.week", {
    number: weekNumber(week),
    from: part(monday, language, sameMonth ? { day: "numeric" } : dayAndMonth),
    to: part(sunday, language, dayAndMonth),
  });
}
