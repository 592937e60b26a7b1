/** Is what people type understood, and never taken for something else? */
import { expect, test } from "vitest";
import { editDecimal, parseDecimal, showDecimal, showKr } from "./number.ts";

test.each([
  ["123,00", 12300],
  ["123.00", 12300],
  ["1 234,5", 123450],
  ["1\u00a0234,50 kr", 123450],
  ["1.234,50", 123450],
  ["1,234.50", 123450],
  ["12 300", 1230000],
  ["-5", -500],
  ["\u22125,5", -550],
  [",5", 50],
  ["0,10", 10],
  ["1,100", 110],
])("%s is read as %i öre", (text, ore) => expect(parseDecimal(text, 2)).toBe(ore));

test.each(["", "-", "abc", "1,234", "1.2.3", "1,2,3", "12e3", "1 234,567", "99999999999999999"])(
  "%s is no amount",
  (text) => expect(parseDecimal(text, 2)).toBeNull(),
);

test("what is shown for editing is read back as the same number", () => {
  for (const value of [0, 1, 99, 100, 12345, -250, 100_000_000_000]) {
    expect(parseDecimal(editDecimal(value, 2), 2)).toBe(value);
    expect(parseDecimal(showDecimal(value, 2, 2), 2)).toBe(value);
    expect(parseDecimal(showKr(value), 2)).toBe(value);
  }
});
