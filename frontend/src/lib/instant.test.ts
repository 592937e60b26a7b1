/** Is a moment in Sweden the right instant, also when the clocks change? */
import { expect, test } from "vitest";
import { instantOf, localOf, thisMinute } from "./instant.ts";

test.each([
  ["2026-11-28T14:05", "2026-11-28T13:05:00.000Z"],
  ["2026-07-01T00:30", "2026-06-30T22:30:00.000Z"],
  // The clocks go forward: an hour is left out.
  ["2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  // They go back: the hour comes twice.
  ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
])("%s is %s", (local, instant) => {
  expect(instantOf(local)).toBe(instant);
  expect(localOf(instant)).toBe(local);
});

test("an hour that is left out is the one after it, and what is no time is nothing", () => {
  expect(instantOf("2026-03-29T02:30")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantOf("")).toBeNull();
  expect(instantOf("i går")).toBeNull();
});

test("now is shown to the minute", () => {
  expect(thisMinute(new Date("2026-11-28T13:05:59.999Z"))).toBe("2026-11-28T13:05:00.000Z");
});
