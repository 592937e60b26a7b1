/** Half-years follow each other. */
import { expect, test } from "vitest";
import { nextHalfYear } from "./half-years.ts";

test("from January to July, and from July to the next January", () => {
  expect(nextHalfYear("2026-01-01")).toBe("2026-07-01");
  expect(nextHalfYear("2026-07-01")).toBe("2027-01-01");
});
