/** Do written words find what they should, whatever their case and accents? */
import { expect, test } from "vitest";
import { fits } from "./fits.ts";

test.each([
  ["", "Kakla badrum", true],
  ["kakla", "Kakla badrum, litet", true],
  ["KÅKLA", "Kakla badrum", true],
  ["oberg asa", "Åsa Öberg", true],
  ["kakla kök", "Kakla badrum", false],
  ["bad", "Badrum", true],
])("%j in %j: %s", (wanted, text, expected) => {
  expect(fits(wanted, text)).toBe(expected);
});

test("words may be in different texts", () => {
  expect(fits("1042 umeå", 1042, null, "Umeå")).toBe(true);
});
