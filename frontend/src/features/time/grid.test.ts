/** Does the grid hold every minute once, and do keys lead where one expects? */
import { expect, test } from "vitest";
import { anEntry, aSheet, WEEK } from "./examples.ts";
import {
  cellKey,
  changeFor,
  daysOf,
  emptyWorkdays,
  headOf,
  missingRows,
  moveBy,
  rowsOf,
  type TimeEntry,
  totalsOf,
  withEntry,
  withoutEntry,
} from "./grid.ts";

const days = daysOf(WEEK);
const internal = anEntry({
  id: "i",
  order_id: null,
  order_number: null,
  order_title: null,
  activity: "Möte",
  billable: false,
  worked_on: "2026-11-24",
  minutes: 30,
});

test("a week has its seven days, also across a turn of the year", () => {
  expect(days).toEqual([
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
  ]);
  expect(daysOf("2026-W53")[4]).toBe("2027-01-01");
});

test("entries of one order, activity and charging share a row; internal time comes last", () => {
  const entries = [
    internal,
    anEntry({ id: "b", worked_on: "2026-11-24", minutes: 450 }),
    anEntry({ id: "a" }),
    anEntry({ id: "c", billable: false, minutes: 60 }),
  ];
  const rows = rowsOf(entries, [], days);
  expect(rows.map(({ activity, billable }) => [activity, billable])).toEqual([
    ["Målning", true],
    ["Målning", false],
    ["Möte", false],
  ]);
  const { perRow, perDay, week, billable } = totalsOf(rows, days, new Map());
  expect(perRow).toEqual([930, 60, 30]);
  expect(perDay).toEqual([540, 480, 0, 0, 0, 0, 0]);
  expect([week, billable]).toEqual([1020, 930]);
});

test("an added row stands once, and where it stands when it has hours", () => {
  const travel = { ...headOf(anEntry()), activity: "Arbete" };
  const added = [headOf(internal), headOf(internal), headOf(anEntry()), travel];
  const names = (entries: TimeEntry[]) => rowsOf(entries, added, days).map(({ activity }) => activity);
  expect(names([anEntry()])).toEqual(["Arbete", "Målning", "Möte"]);
  expect(names([anEntry(), internal])).toEqual(["Arbete", "Målning", "Möte"]);
});

test("what is typed counts at once", () => {
  const rows = rowsOf([anEntry()], [], days);
  const [row] = rows;
  if (!row) throw new Error("the entry has a row");
  const typed = new Map([
    [cellKey(row, "2026-11-23"), 0],
    [cellKey(row, "2026-11-25"), 90],
  ]);
  expect(totalsOf(rows, days, typed).perDay).toEqual([0, 0, 90, 0, 0, 0, 0]);
});

test("last week's rows come without hours, and only those that are missing", () => {
  const last = [anEntry({ id: "x", worked_on: "2026-11-16" }), internal, { ...internal, id: "y" }];
  const rows = rowsOf([anEntry()], [], days);
  expect(missingRows(last, rows)).toEqual([headOf(internal)]);
  expect(missingRows(last, [...rows, headOf(internal)])).toEqual([]);
});

test("typed minutes ask for the least that is needed", () => {
  expect(changeFor(undefined, 0)).toBe("none");
  expect(changeFor(undefined, 30)).toBe("create");
  expect(changeFor(anEntry(), 480)).toBe("none");
  expect(changeFor(anEntry(), 450)).toBe("replace");
  expect(changeFor(anEntry(), 0)).toBe("delete");
});

test("the week's sums follow its entries", () => {
  const sheet = aSheet([anEntry(), internal]);
  expect([sheet.minutes, sheet.billable_minutes]).toEqual([510, 480]);
  expect(withEntry(sheet, anEntry({ minutes: 60 })).days[0]?.minutes).toBe(60);
  expect(withEntry(sheet, anEntry({ worked_on: "2026-12-01" })).entries).toEqual([internal]);
  expect(withoutEntry(sheet, "i").minutes).toBe(480);
});

test("arrows move between cells, and within the text only when they can go on there", () => {
  const at = { row: 1, day: 3 };
  const all = { start: 0, end: 3, length: 3 };
  const middle = { start: 1, end: 1, length: 3 };
  expect(moveBy("ArrowUp", at, 3, 7, middle)).toEqual({ row: 0, day: 3 });
  expect(moveBy("ArrowDown", at, 3, 7, all)).toEqual({ row: 2, day: 3 });
  expect(moveBy("ArrowLeft", at, 3, 7, all)).toEqual({ row: 1, day: 2 });
  expect(moveBy("ArrowLeft", at, 3, 7, middle)).toBeNull();
  expect(moveBy("ArrowRight", at, 3, 7, { start: 3, end: 3, length: 3 })).toEqual({ row: 1, day: 4 });
  expect(moveBy("ArrowUp", { row: 0, day: 3 }, 3, 7, all)).toBeNull();
  expect(moveBy("a", at, 3, 7, all)).toBeNull();
});

test("enter goes down, then to the top of the next day, and ends on Sunday", () => {
  const all = { start: 0, end: 0, length: 0 };
  expect(moveBy("Enter", { row: 0, day: 0 }, 2, 7, all)).toEqual({ row: 1, day: 0 });
  expect(moveBy("Enter", { row: 1, day: 0 }, 2, 7, all)).toEqual({ row: 0, day: 1 });
  expect(moveBy("Enter", { row: 1, day: 6 }, 2, 7, all)).toBeNull();
});

test("days without time are working days that have come", () => {
  expect(emptyWorkdays(aSheet([anEntry()]), "2026-11-25")).toEqual(["2026-11-24", "2026-11-25"]);
  expect(emptyWorkdays(aSheet(), "2026-12-05")).toHaveLength(5);
});
