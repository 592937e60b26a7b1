/** Is what is chosen of an invoice what is sent? */
import { expect, test } from "vitest";
import { type Choice, creditable, leftOf, linesOf, WHOLE } from "./credit.ts";
import { anIssued } from "./examples.ts";

test("lines that are credited whole can't be chosen again", () => {
  const invoice = anIssued();
  const [first, second] = invoice.lines;
  if (!first || !second) throw new Error("two lines");
  const seen = { ...invoice, lines: [{ ...first, credited_ore: first.amount_ore }, second] };
  expect(creditable(seen).map(({ id }) => id)).toEqual([second.id]);
  expect(leftOf({ ...second, credited_milli: 3_000, credited_ore: 180_000 })).toEqual({
    quantity: second.quantity_milli - 3_000,
    amount: second.amount_ore - 180_000,
  });
});

test("each way says its own number, and a missing number nothing", () => {
  const choice: Choice = new Map([
    ["a", WHOLE],
    ["b", { way: "quantity", quantity: 500, amount: 700 }],
    ["c", { way: "amount", quantity: 500, amount: 700 }],
  ]);
  expect(linesOf(choice)).toEqual([
    { line_id: "a", quantity_milli: null, amount_ore: null },
    { line_id: "b", quantity_milli: 500, amount_ore: null },
    { line_id: "c", quantity_milli: null, amount_ore: 700 },
  ]);
  expect(linesOf(new Map())).toBeNull();
  expect(linesOf(new Map([["a", { way: "amount", quantity: null, amount: null }]]))).toBeNull();
});
