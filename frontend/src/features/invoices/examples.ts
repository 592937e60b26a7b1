/** Which invoices do the tests look at? */
import type { Check } from "./e-invoice-queries.ts";
import type { Invoice } from "./queries.ts";

const LINE = {
  kind: "work" as const,
  work_type: null,
  unit: "tim",
  discount_bp: 0,
  vat: "25" as const,
  article_id: null,
  order_id: "019a0000-0000-7000-8000-0000000000d1",
  instalment_id: null,
  deducts_invoice_id: null,
  account: null,
  actual_hours_milli: null,
  charge: null,
  credits_line_id: null,
  credited_milli: 0,
  credited_ore: 0,
};

/** A draft made from an order: an agreed line and reported time. `part` says what is different. */
export function anInvoice(part: Partial<Invoice> = {}): Invoice {
  return {
    id: "019a0000-0000-7000-8000-0000000000a1",
    version: 3,
    kind: "invoice",
    credits: null,
    credit_notes: [],
    deducted_by: null,
    orders: [],
    status: "draft",
    number: null,
    ocr: null,
    customer_id: "019a0000-0000-7000-8000-0000000000c1",
    customer_name: "Anna Bäckström",
    customer_email: "anna@example.se",
    order_id: "019a0000-0000-7000-8000-0000000000d1",
    order_number: 12,
    work_site_id: null,
    title: "Måla vardagsrum",
    note: "",
    their_reference: "",
    our_reference: "",
    buyer_order_number: "",
    exemption_reason: "",
    deduction: "none",
    language: "sv",
    supplied_on: null,
    issued_on: null,
    due_on: null,
    payment_terms_days: 30,
    prices_include_vat: false,
    discount_bp: 0,
    round_to_krona: true,
    lines: [
      {
        ...LINE,
        id: "019a0000-0000-7000-8000-0000000000e1",
        description: "Färg",
        kind: "material",
        unit: "l",
        quantity_milli: 10_000,
        unit_price_ore: 20_000,
        amount_ore: 200_000,
        order_line_id: "019a0000-0000-7000-8000-0000000000f1",
        time_entry_ids: [],
      },
      {
        ...LINE,
        id: "019a0000-0000-7000-8000-0000000000e2",
        description: "Arbete enligt tidrapport v. 47",
        quantity_milli: 8_000,
        unit_price_ore: 60_000,
        amount_ore: 480_000,
        order_line_id: null,
        time_entry_ids: ["019a0000-0000-7000-8000-0000000000b1", "019a0000-0000-7000-8000-0000000000b2"],
      },
    ],
    totals: {
      lines_ore: 680_000,
      discount_ore: 0,
      net_ore: 680_000,
      vat_ore: 170_000,
      rounding_ore: 0,
      total_ore: 850_000,
      vat_rows: [{ vat: "25", net_ore: 680_000, vat_ore: 170_000 }],
    },
    overdue: false,
    paid_ore: 0,
    credited_ore: 0,
    written_off_ore: 0,
    deducted_ore: 0,
    remaining_ore: 850_000,
    sent_at: null,
    printed_at: null,
    payments: [],
    settlements: [],
    mails: [],
    e_invoices: [],
    created_at: "2026-11-27T09:00:00Z",
    actions: ["replace", "delete", "issue"],
    ...part,
  };
}

/** The same invoice once it has been issued. */
export function anIssued(part: Partial<Invoice> = {}): Invoice {
  return anInvoice({
    version: 4,
    status: "issued",
    number: "1042",
    ocr: "10421",
    issued_on: "2026-11-28",
    due_on: "2026-12-28",
    actions: ["send", "register_payment", "credit", "write_off"],
    ...part,
  });
}

/** What hinders an invoice: nothing, unless `part` says so. */
export function aCheck(part: Partial<Check> = {}): Check {
  return {
    issue: [],
    e_invoice: [],
    receiver: "0007:5560160680",
    without_hours: [],
    can_send: true,
    credit_limit: null,
    ...part,
  };
}
