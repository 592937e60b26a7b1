/** Do orders come through the form unchanged, and is only what is left invoiced? */
import { expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { fieldsOf, readyToInvoice, toInput } from "./details.ts";
import type { Order } from "./queries.ts";

const line = (id: string, invoice_id: string | null): Schema<"OrderLine"> => ({
  id,
  invoice_id,
  article_id: null,
  kind: "material",
  description: `Rad ${id}`,
  quantity_milli: 2000,
  unit: "st",
  unit_price_ore: 12_50,
  discount_bp: 0,
  vat: "25",
  amount_ore: 25_00,
});

const order: Order = {
  id: "order",
  number: 7,
  version: 3,
  status: "in_progress",
  actions: [],
  customer_id: "customer",
  customer_name: "Anna",
  customer_phone: "",
  work_site: null,
  work_site_id: null,
  offer_id: null,
  title: "Fönster",
  description: "",
  their_reference: "",
  planned_start_on: null,
  planned_end_on: null,
  work_billing: "as_reported",
  hourly_price_ore: 550_00,
  hourly_vat: "25",
  prices_include_vat: false,
  discount_bp: 0,
  round_to_krona: true,
  lines: [line("one", "invoice"), line("two", null)],
  totals: null,
  assigned: [{ membership_id: "erik", initials: "ES", name: "Erik" }],
  reported_minutes: 0,
  approved_minutes: 0,
  uninvoiced_minutes: 0,
  invoices: [],
  created_at: "2026-11-28T08:00:00Z",
};

test("lines keep their ids, and those on an invoice are locked", () => {
  const fields = fieldsOf(order, "Fakturerad");
  expect(fields.lines.map(({ locked }) => locked)).toEqual(["Fakturerad", undefined]);
  const input = toInput(fields);
  expect(input.lines.map(({ id }) => id)).toEqual(["one", "two"]);
  expect(input.assigned).toEqual(["erik"]);
  expect(Object.keys(input.lines[0] ?? {})).not.toContain("locked");
});

test("an empty new line isn't sent", () => {
  const fields = fieldsOf(order, "");
  const empty = {
    ...fields.lines[0],
    key: "new",
    id: undefined,
    description: "",
    unit_price_ore: 0,
    article_id: null,
  };
  expect(toInput({ ...fields, lines: [...fields.lines, empty as never] }).lines).toHaveLength(2);
});

test("what is on an invoice isn't offered again, and agreed work takes no hours", () => {
  const entry = (id: string, part: Partial<Schema<"TimeEntry">>) =>
    ({ id, billable: true, invoice_id: null, ...part }) as Schema<"TimeEntry">;
  const time = [entry("a", {}), entry("b", { billable: false }), entry("c", { invoice_id: "invoice" })];
  const ready = readyToInvoice(order, time);
  expect(ready.lines.map(({ id }) => id)).toEqual(["two"]);
  expect(ready.entries.map(({ id }) => id)).toEqual(["a"]);
  expect(readyToInvoice({ ...order, work_billing: "as_agreed" }, time).entries).toEqual([]);
});
