/** Are the periods those of the VAT return? */
import { expect, test } from "vitest";
import { nextThrough, periodOf } from "./periods.ts";

test("the latest month, quarter and year that are over", () => {
  expect(periodOf("lastMonth", "2026-11-28")).toEqual(["2026-10-01", "2026-10-31"]);
  expect(periodOf("lastQuarter", "2026-11-28")).toEqual(["2026-07-01", "2026-09-30"]);
  expect(periodOf("lastYear", "2026-11-28")).toEqual(["2025-01-01", "2025-12-31"]);
});

test("over the turn of the year, and in a leap year", () => {
  expect(periodOf("lastMonth", "2027-01-01")).toEqual(["2026-12-01", "2026-12-31"]);
  expect(periodOf("lastQuarter", "2027-02-12")).toEqual(["2026-10-01", "2026-12-31"]);
  expect(periodOf("lastMonth", "2028-03-31")).toEqual(["2028-02-01", "2028-02-29"]);
});

test("hands over by whole months, then by days", () => {
  expect(nextThrough(undefined, "2026-11-20")).toBe("2026-10-31");
  expect(nextThrough("2026-09-30", "2026-11-20")).toBe("2026-10-31");
  expect(nextThrough("2026-10-31", "2026-11-20")).toBe("2026-11-19");
  expect(nextThrough(undefined, "2027-01-01")).toBe("2026-12-31");
});
