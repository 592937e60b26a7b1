/** Is what is ticked of the basis what is sent, and nothing else? */
import { expect, test } from "vitest";
import { type BasisOrder, byCustomer, partsOf, picksOf, sumOf } from "./basis.ts";

function anOrder(id: string, customer: string): BasisOrder {
  return {
    order_id: id,
    order_number: 1001,
    title: "Altan",
    status: "completed",
    customer_id: customer,
    customer_name: customer,
    work_billing: "as_reported",
    prices_include_vat: false,
    lines: [
      {
        id: `${id}-line`,
        kind: "material",
        description: "Virke",
        quantity_milli: 1000,
        unit: "st",
        amount_ore: 100,
      },
    ],
    time: [
      {
        time_entry_ids: [`${id}-a`, `${id}-b`],
        activity: "Rivning",
        minutes: 90,
        from_on: "2026-11-16",
        to_on: "2026-11-17",
        amount_ore: 90,
      },
    ],
    instalments: [
      { id: `${id}-part`, kind: "part", description: "Taket", net_ore: 50, ready_on: "2026-11-20" },
    ],
    amount_ore: 240,
  };
}

test("ticked parts are sent by their kind, and orders without any are left out", () => {
  const orders = [anOrder("one", "anna"), anOrder("two", "anna"), anOrder("three", "bo")];
  const ticked = new Set(["one-line", "one Rivning", "three-part"]);
  expect(picksOf(orders, ticked)).toEqual([
    { order_id: "one", line_ids: ["one-line"], time_entry_ids: ["one-a", "one-b"], instalment_ids: [] },
    { order_id: "three", line_ids: [], time_entry_ids: [], instalment_ids: ["three-part"] },
  ]);
  expect(sumOf(orders, ticked)).toBe(240);
  const everything = new Set(orders.flatMap(partsOf).map(({ key }) => key));
  expect(sumOf(orders, everything)).toBe(720);
});

test("orders stand under their customer", () => {
  const orders = [anOrder("one", "anna"), anOrder("two", "anna"), anOrder("three", "bo")];
  expect(byCustomer(orders).map(({ name, orders }) => [name, orders.length])).toEqual([
    ["anna", 2],
    ["bo", 1],
  ]);
});
