/** Are Swedish days and ISO weeks right at their edges? */
import { expect, test } from "vitest";
import { addDays, addWeeks, mondayOf, today, weekOf } from "./date.ts";

test("the day changes at midnight in Sweden", () => {
  expect(today(new Date("2026-11-28T22:59:59Z"))).toBe("2026-11-28");
  expect(today(new Date("2026-11-28T23:00:00Z"))).toBe("2026-11-29");
  expect(today(new Date("2026-06-30T22:00:00Z"))).toBe("2026-07-01");
});

test.each([
  ["2026-11-28", "2026-W48"],
  ["2026-01-01", "2026-W01"],
  ["2027-01-01", "2026-W53"],
  ["2021-01-03", "2020-W53"],
  ["2024-12-30", "2025-W01"],
])("%s lies in %s", (day, week) => {
  expect(weekOf(day)).toBe(week);
  expect(weekOf(mondayOf(week))).toBe(week);
});

test("weeks and days go on over the turn of the year", () => {
  expect(mondayOf("2026-W53")).toBe("2026-12-28");
  expect(addWeeks("2026-W53", 1)).toBe("2027-W01");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
});
