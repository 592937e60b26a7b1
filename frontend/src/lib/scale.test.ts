/** Are the numbers beside a chart round, and do they hold all of it? */
import { expect, test } from "vitest";
import { ticksFor } from "./scale.ts";

test.each([
  [
    [3, 87],
    [0, 25, 50, 75, 100],
  ],
  [[412_000], [0, 200_000, 400_000, 600_000]],
  [
    [-40, 100],
    [-50, 0, 50, 100],
  ],
  [[], [0, 1]],
  [
    [0, 0],
    [0, 1],
  ],
])("%j stands between %j", (values, ticks) => {
  expect(ticksFor(values)).toEqual(ticks);
});

test("counted things have no halves between them", () => {
  expect(ticksFor([2], true)).toEqual([0, 1, 2]);
  expect(ticksFor([9], true)).toEqual([0, 3, 6, 9]);
});
