/** What of an order goes onto an invoice at first? */
import { expect, test } from "vitest";
import { aLine, anEntry, anOrder } from "./examples.ts";
import { firstChoice, hoursMilli, openLines, pricedLines } from "./to-invoice.ts";

const lines = [
  aLine({ id: "work", kind: "work" }),
  aLine({ id: "paint" }),
  aLine({ id: "gone", invoice_id: "x" }),
];
const entries = [
  anEntry({ id: "a", minutes: 100 }),
  anEntry({ id: "b", minutes: 100 }),
  anEntry({ id: "c", minutes: 60, activity: "Resa" }),
];

test("a fixed price asks for the lines, not for the time in them", () => {
  const { lines: chosen, entries: time } = firstChoice(anOrder({ lines }), entries);
  expect([...chosen]).toEqual(["work", "paint"]);
  expect(time.size).toBe(0);
});

test("by the hour the time is asked for, and all lines but work", () => {
  const { lines: chosen, entries: time } = firstChoice(
    anOrder({ lines, work_billing: "as_reported" }),
    entries,
  );
  expect([...chosen]).toEqual(["paint"]);
  expect([...time]).toEqual(["a", "b", "c"]);
});

test("what an invoice has isn't offered", () => {
  expect(openLines(anOrder({ lines })).map(({ id }) => id)).toEqual(["work", "paint"]);
});

test("time of one activity is rounded once", () => {
  const order = anOrder({ lines, work_billing: "as_reported" });
  const priced = pricedLines(order, entries, { lines: new Set(), entries: new Set(["a", "b", "c"]) });
  expect(priced.map(({ quantity_milli }) => quantity_milli)).toEqual([3333, 1000]);
  expect([hoursMilli(100), hoursMilli(10), hoursMilli(1)]).toEqual([1667, 167, 17]);
});
