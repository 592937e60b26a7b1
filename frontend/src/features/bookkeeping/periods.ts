/** Over which days is a VAT return made? A month, a quarter or a year (skatteförfarandelagen 26 kap. 10–17 §§). */
import { addDays } from "@/lib/date.ts";

/** The periods that are asked for at a click: those that are over. */
export const PERIODS = ["lastMonth", "lastQuarter", "lastYear"] as const;
export type Period = (typeof PERIODS)[number];

const MONTHS: Record<Period, number> = { lastMonth: 1, lastQuarter: 3, lastYear: 12 };

/** The first day of a month counted from year 0. */
function firstOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

/** The first and last day of the latest period that ended before `day`. */
export function periodOf(period: Period, day: string): [string, string] {
  const length = MONTHS[period];
  const now = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const begin = Math.floor(now / length) * length;
  return [firstOf(begin - length), addDays(firstOf(begin), -1)];
}

/** Through which day vouchers are handed over next: the end of last month, or yesterday once that was handed over. */
export function nextThrough(last: string | undefined, day: string): string {
  const ofMonth = addDays(`${day.slice(0, 7)}-01`, -1);
  return last !== undefined && last >= ofMonth ? addDays(day, -1) : ofMonth;
}
