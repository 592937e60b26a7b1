/** How do a week's entries become rows and cells, and what do typed hours do to them? */
import type { Schema } from "@/api/client.ts";
import { addDays, mondayOf, today } from "@/lib/date.ts";

export type TimeEntry = Schema<"TimeEntry">;
export type Timesheet = Schema<"Timesheet">;

/** What a row stands for: an order (or internal time), an activity, and whether it is charged. */
export type RowHead = {
  order_id: string | null;
  order_number: number | null;
  order_title: string | null;
  activity: string;
  billable: boolean;
};

/** A row; `cells` has the entries of each of the week's days. */
export type Row = RowHead & { key: string; cells: TimeEntry[][] };

/** The days of a week, Monday first. */
export function daysOf(week: string): string[] {
  const monday = mondayOf(week);
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day));
}

/** Time can be reported this many days ahead. */
export const DAYS_AHEAD = 7;

/** The last day on which time can be reported. */
export const lastDay = (): string => addDays(today(), DAYS_AHEAD);

/** Names a row. */
export const rowKey = ({ order_id, activity, billable }: RowHead): string =>
  JSON.stringify([order_id, activity.trim(), billable]);

/** Names a cell. */
export const cellKey = (row: RowHead, day: string): string => `${day} ${rowKey(row)}`;

/** What an entry's row stands for. */
export function headOf({ order_id, order_number, order_title, activity, billable }: RowHead): RowHead {
  return { order_id, order_number, order_title, activity, billable };
}

const byPlace = (a: RowHead, b: RowHead): number =>
  (a.order_number ?? Number.MAX_SAFE_INTEGER) - (b.order_number ?? Number.MAX_SAFE_INTEGER) ||
  a.activity.localeCompare(b.activity, "sv") ||
  Number(b.billable) - Number(a.billable);

/** The rows of a week, by order: those with entries, and `added` ones. A row keeps its place when it gets its first hours. */
export function rowsOf(entries: TimeEntry[], added: RowHead[], days: string[]): Row[] {
  const rows = new Map<string, Row>();
  const blank = (head: RowHead): Row => ({ ...head, key: rowKey(head), cells: days.map(() => []) });
  for (const entry of entries) {
    const head = headOf(entry);
    const row = rows.get(rowKey(head)) ?? blank(head);
    rows.set(row.key, row);
    row.cells[days.indexOf(entry.worked_on)]?.push(entry);
  }
  for (const head of added) if (!rows.has(rowKey(head))) rows.set(rowKey(head), blank(head));
  return [...rows.values()].sort(byPlace);
}

function unique(heads: RowHead[]): RowHead[] {
  return [...new Map(heads.map((head) => [rowKey(head), head])).values()];
}

/** Last week's rows that this week hasn't, without their hours. */
export function missingRows(from: TimeEntry[], rows: RowHead[]): RowHead[] {
  const known = new Set(rows.map(rowKey));
  return unique(from.map(headOf))
    .filter((head) => !known.has(rowKey(head)))
    .sort(byPlace);
}

/** The minutes of entries together. */
export const sumOf = (entries: Pick<TimeEntry, "minutes">[]): number =>
  entries.reduce((sum, { minutes }) => sum + minutes, 0);

/** What a cell shows: typed minutes where they aren't saved yet, else those of its entries. */
export type Typed = ReadonlyMap<string, number>;

/** The minutes of a cell. */
export function cellMinutes(row: Row, day: number, days: string[], typed: Typed): number {
  return typed.get(cellKey(row, days[day] ?? "")) ?? sumOf(row.cells[day] ?? []);
}

/** Sums per row, per day, and of the week. */
export function totalsOf(rows: Row[], days: string[], typed: Typed) {
  const cells = rows.map((row) => days.map((_, day) => cellMinutes(row, day, days, typed)));
  const add = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const perRow = cells.map(add);
  return {
    perRow,
    perDay: days.map((_, day) => add(cells.map((row) => row[day] ?? 0))),
    week: add(perRow),
    billable: add(perRow.filter((_, place) => rows[place]?.billable)),
  };
}

/** What typed minutes ask for of a cell that holds one entry or none. */
export function changeFor(entry: TimeEntry | undefined, minutes: number) {
  if (!entry) return minutes === 0 ? "none" : "create";
  if (minutes === 0) return "delete";
  return minutes === entry.minutes ? "none" : "replace";
}

function recount(sheet: Timesheet, entries: TimeEntry[]): Timesheet {
  return {
    ...sheet,
    entries,
    minutes: sumOf(entries),
    billable_minutes: sumOf(entries.filter(({ billable }) => billable)),
    days: sheet.days.map((day) => ({
      ...day,
      minutes: sumOf(entries.filter(({ worked_on }) => worked_on === day.worked_on)),
    })),
  };
}

/** The week with an entry that was saved; one that moved to another week is gone from it. */
export function withEntry(sheet: Timesheet, entry: TimeEntry): Timesheet {
  const inWeek = sheet.days.some(({ worked_on }) => worked_on === entry.worked_on);
  if (!inWeek) return withoutEntry(sheet, entry.id);
  const known = sheet.entries.some(({ id }) => id === entry.id);
  const entries = known
    ? sheet.entries.map((each) => (each.id === entry.id ? entry : each))
    : [...sheet.entries, entry];
  return recount(sheet, entries);
}

/** The week without an entry that was deleted. */
export const withoutEntry = (sheet: Timesheet, id: string): Timesheet =>
  recount(
    sheet,
    sheet.entries.filter((entry) => entry.id !== id),
  );

/** A place in the grid. */
export type Place = { row: number; day: number };

type Caret = { start: number; end: number; length: number };

/** Where a key leads; null when it belongs to the text. Enter goes down, and from the last row to the next day. */
export function moveBy(key: string, { row, day }: Place, rows: number, days: number, caret: Caret) {
  const all = caret.start === 0 && caret.end === caret.length;
  const to = (place: Place): Place | null =>
    place.row >= 0 && place.row < rows && place.day >= 0 && place.day < days ? place : null;
  switch (key) {
    case "ArrowUp":
      return to({ row: row - 1, day });
    case "ArrowDown":
      return to({ row: row + 1, day });
    case "ArrowLeft":
      return all || (caret.start === 0 && caret.end === 0) ? to({ row, day: day - 1 }) : null;
    case "ArrowRight":
      return all || (caret.start === caret.length && caret.end === caret.length)
        ? to({ row, day: day + 1 })
        : null;
    case "Enter":
      return row + 1 < rows ? { row: row + 1, day } : to({ row: 0, day: day + 1 });
    default:
      return null;
  }
}

/** The working days of a week, up to today, without time. */
export function emptyWorkdays(sheet: Timesheet, today: string): string[] {
  return sheet.days
    .slice(0, 5)
    .filter(({ worked_on, minutes }) => minutes === 0 && worked_on <= today)
    .map(({ worked_on }) => worked_on);
}
