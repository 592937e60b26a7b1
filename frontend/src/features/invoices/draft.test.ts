/** Does a draft keep what it invoices of an order, and does an error find its line? */
import { describe, expect, it } from "vitest";
import { COMPANY, CUSTOMER } from "@/testing/parties.ts";
import { beginning, draftOf, errorsOf, freshLine, inputOf, same } from "./draft.ts";
import { anInvoice } from "./examples.ts";

const invoice = anInvoice();

it("begins with what customer and company are used to", () => {
  expect(beginning(CUSTOMER, COMPANY, "Maria Lindqvist")).toMatchObject({
    customer_id: CUSTOMER.id,
    their_reference: "Anna",
    our_reference: "Maria Lindqvist",
    language: "en",
    payment_terms_days: 30,
    prices_include_vat: true,
  });
  const firm = { ...CUSTOMER, kind: "company" as const, payment_terms_days: 10 };
  expect(beginning(firm, COMPANY, "")).toMatchObject({ payment_terms_days: 10, prices_include_vat: false });
});

describe("a draft", () => {
  it("keeps the order's lines and time when it goes to the server and back", () => {
    const input = inputOf(draftOf(invoice));
    expect(input.lines.map((line) => line.order_line_id)).toEqual(invoice.lines.map((l) => l.order_line_id));
    expect(input.lines[1]?.time_entry_ids).toEqual(invoice.lines[1]?.time_entry_ids);
    expect(input.lines[0]).not.toHaveProperty("amount_ore");
    expect(input.lines[0]).not.toHaveProperty("key");
  });

  it("leaves out lines that nobody has begun", () => {
    const draft = draftOf(invoice);
    const fresh = freshLine(COMPANY, true);
    expect(fresh.unit_price_ore).toBe(COMPANY.hourly_price_ore);
    const lines = [fresh, ...draft.lines, { ...fresh, unit_price_ore: 100 }];
    const input = inputOf({ ...draft, lines });
    expect(input.lines).toHaveLength(invoice.lines.length + 1);
    expect(input.lines.at(-1)?.description).toBe("");
  });

  it("finds the line of an error among lines that weren't sent", () => {
    const draft = draftOf(invoice);
    const shown = { ...draft, lines: [freshLine(COMPANY, false), ...draft.lines] };
    const errors = [
      { pointer: "/lines/1/unit", code: "too_long" as const, params: { max: 12 } },
      { pointer: "/title", code: "too_long" as const, params: { max: 120 } },
    ];
    expect(errorsOf(shown, errors).map((error) => error.pointer)).toEqual(["/lines/2/unit", "/title"]);
  });

  it("is not saved without its terms of payment", () => {
    expect(() => inputOf({ ...draftOf(invoice), payment_terms_days: null })).toThrow(
      expect.objectContaining({
        code: "invalid_fields",
        errors: [{ pointer: "/payment_terms_days", code: "required", params: {} }],
      }),
    );
  });

  it("keeps the keys of its lines when it is read again", () => {
    const before = draftOf(invoice);
    before.lines = before.lines.map((line, index) => ({ ...line, key: `key-${index}` }));
    expect(draftOf(invoice, before).lines.map((line) => line.key)).toEqual(["key-0", "key-1"]);
  });
});

describe("the same content", () => {
  it("is the same in any order of its fields", () => {
    const input = inputOf(draftOf(invoice));
    const turned = Object.fromEntries(Object.entries(input).reverse()) as typeof input;
    expect(same(input, turned)).toBe(true);
    expect(same(input, { ...input, title: "Något annat" })).toBe(false);
  });
});
