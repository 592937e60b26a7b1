/** Is an example of a number what the server will print? */
import { describe, expect, it } from "vitest";
import { printedNumber, switched } from "./printed-number.ts";

const look = (prefix: string, restarts_yearly: boolean, next_number: number) => ({
  prefix,
  restarts_yearly,
  next_number,
});

describe("a number", () => {
  it.each([
    [look("", false, 10_001), "10001"],
    [look(" kr", false, 1), "KR1"],
    [look("K", true, 7), "K20260007"],
    [look("", true, 10_000), "202610000"],
  ])("of %j is %s", (series, text) => {
    expect(printedNumber(series, 2026)).toBe(text);
  });

  it("begins with 1 where years begin anew, and goes on above all years afterwards", () => {
    expect(switched(look("", false, 10_042), true, 2026)).toBe(1);
    expect(switched(look("K", true, 58), false, 2026)).toBe(20_260_058);
  });
});
