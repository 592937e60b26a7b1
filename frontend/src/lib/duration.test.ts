/** Are hours read in every form that people use? */
import { expect, test } from "vitest";
import { parseDuration, showHours } from "./duration.ts";

test.each([
  ["2", 120],
  ["2.5", 150],
  ["7,5", 450],
  ["2h 30min", 150],
  ["2 tim 30 min", 150],
  ["1:30", 90],
  ["7.30", 450],
  ["7.45", 465],
  ["7,30", 438],
  ["7.25", 435],
  ["7.50", 450],
  ["90min", 90],
  ["8h", 480],
  [",5", 30],
  ["24", 1440],
  ["0", 0],
])("%s is %i minutes", (text, minutes) => expect(parseDuration(text)).toBe(minutes));

test.each(["", "25", "1:75", "abc", "-1", "1h30x", "7,5,5"])("%s is no time of a day", (text) =>
  expect(parseDuration(text)).toBeNull(),
);

test("what is shown is read back", () => {
  for (const minutes of [0, 15, 30, 90, 100, 450, 481, 1440])
    expect(parseDuration(showHours(minutes))).toBe(minutes);
});
