/** Which order do the tests speak of? */
import type { Order, TimeEntry } from "./queries.ts";

const id = (tail: number) => `019a0000-0000-7000-8000-${String(tail).padStart(12, "0")}`;

/** A line at a fixed price; `part` says what is different. */
export function aLine(part: Partial<Order["lines"][number]> = {}): Order["lines"][number] {
  return {
    id: id(100),
    article_id: null,
    kind: "material",
    work_type: null,
    description: "Färg",
    quantity_milli: 2000,
    unit: "burk",
    unit_price_ore: 50_000,
    discount_bp: 0,
    vat: "25",
    amount_ore: 100_000,
    invoice_id: null,
    ...part,
  };
}

/** An order in progress; `part` says what is different. */
export function anOrder(part: Partial<Order> = {}): Order {
  return {
    id: id(1),
    version: 4,
    number: 1042,
    status: "in_progress",
    offer_id: null,
    customer_id: id(2),
    customer_name: "Anna Öberg",
    customer_phone: "070-174 06 42",
    work_site_id: null,
    work_site: null,
    title: "Måla kök",
    description: "Två strykningar.",
    their_reference: "",
    buyer_order_number: "",
    planned_start_on: "2026-11-23",
    planned_end_on: null,
    work_billing: "as_agreed",
    hourly_price_ore: 65_000,
    hourly_vat: "25",
    hourly_work_type: null,
    deduction: "none",
    prices_include_vat: false,
    discount_bp: 0,
    round_to_krona: false,
    lines: [aLine()],
    assigned: [{ membership_id: id(3), name: "Erik Sundin", initials: "ES" }],
    totals: {
      lines_ore: 100_000,
      discount_ore: 0,
      net_ore: 100_000,
      vat_ore: 25_000,
      rounding_ore: 0,
      total_ore: 125_000,
      vat_rows: [{ vat: "25", net_ore: 100_000, vat_ore: 25_000 }],
    },
    reported_minutes: 480,
    approved_minutes: 0,
    uninvoiced_minutes: 0,
    invoices: [],
    instalments: [],
    economy: { agreed_ore: 100_000, invoiced_ore: 0, left_ore: 100_000, planned_ore: 0 },
    created_at: "2026-11-20T08:00:00Z",
    actions: ["replace", "complete", "cancel", "invoice", "report_time"],
    ...part,
  };
}

/** Approved time on the order; `part` says what is different. */
export function anEntry(part: Partial<TimeEntry> = {}): TimeEntry {
  return {
    id: id(200),
    version: 1,
    membership_id: id(3),
    employee_name: "Erik Sundin",
    order_id: id(1),
    order_number: 1042,
    order_title: "Måla kök",
    worked_on: "2026-11-23",
    minutes: 480,
    activity: "Målning",
    note: "",
    billable: true,
    status: "approved",
    invoice_id: null,
    actions: [],
    ...part,
  };
}
