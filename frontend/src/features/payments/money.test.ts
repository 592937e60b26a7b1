/** Do the parts of a payment add up? */
import { describe, expect, it } from "vitest";
import { proposed, rest, showAmount, takes } from "./money.ts";
import type { ImportedPayment } from "./queries.ts";

const payment = (change: Partial<ImportedPayment>): ImportedPayment => ({
  id: "p",
  version: 1,
  import_id: "i",
  line: 3,
  state: "suggested",
  reason: "amount_differs",
  paid_on: "2026-11-28",
  account: "50501055",
  currency: "SEK",
  amount: 1000,
  fee: 0,
  references: [],
  message: "",
  payer_name: "",
  bank_reference: "",
  customer_id: "c",
  customer_name: "Anna",
  amount_ore: 1000,
  fee_ore: 0,
  currency_difference_ore: 0,
  parts: [{ invoice_id: "f", number: "1001", customer_name: "Anna", open_ore: 800, amount_ore: 800 }],
  payment_id: null,
  actions: ["match", "set_aside"],
  ...change,
});

describe("money of a payment", () => {
  it("is shown in kr, or in its foreign currency", () => {
    expect(showAmount(215_900, "SEK")).toMatch(/^2\s159,00\skr$/);
    expect(showAmount(215_900, "EUR")).toMatch(/^2\s159,00 EUR$/);
  });

  it("leaves over what no invoice takes", () => {
    const match = { amount_ore: 900, fee_ore: 100, currency_difference_ore: -50 };
    expect(rest({ ...match, parts: [{ invoice_id: "f", amount_ore: 700 }] })).toBe(250);
  });

  it("gives an invoice what it has open, and no more than there is", () => {
    expect(takes(1000, 800)).toBe(800);
    expect(takes(500, 800)).toBe(500);
    expect(takes(-1, 800)).toBe(0);
    expect(takes(0, -300)).toBe(-300);
  });

  it("is proposed only when nothing is missing", () => {
    expect(proposed(payment({}))?.parts).toEqual([{ invoice_id: "f", amount_ore: 800 }]);
    expect(proposed(payment({ parts: [] }))).toBeNull();
    expect(proposed(payment({ customer_id: null }))).toBeNull();
    expect(proposed(payment({ amount_ore: null }))).toBeNull();
  });
});
