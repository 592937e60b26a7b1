/** Which offer do the tests of offers use? */
import type { Schema } from "@/api/client.ts";
import { CUSTOMER } from "@/testing/parties.ts";
import type { Offer } from "./queries.ts";

const LINES: Schema<"Line">[] = [
  {
    id: "019a0000-0000-7000-8000-000000000031",
    article_id: null,
    kind: "work",
    work_type: null,
    description: "Måla tak",
    quantity_milli: 8000,
    unit: "tim",
    unit_price_ore: 62000,
    discount_bp: 0,
    vat: "25",
    amount_ore: 496000,
  },
  {
    id: "019a0000-0000-7000-8000-000000000032",
    article_id: null,
    kind: "material",
    work_type: null,
    description: "Färg",
    quantity_milli: 2000,
    unit: "st",
    unit_price_ore: 89900,
    discount_bp: 1000,
    vat: "25",
    amount_ore: 161820,
  },
];

/** A draft; `part` says what is different. */
export function offerOf(part: Partial<Offer> = {}): Offer {
  return {
    id: "019a0000-0000-7000-8000-000000000030",
    version: 1,
    number: 1043,
    status: "draft",
    actions: ["replace", "send"],
    customer_id: CUSTOMER.id,
    customer_name: CUSTOMER.name,
    customer_email: CUSTOMER.email,
    work_site_id: null,
    title: "Måla om",
    intro: "",
    terms: "",
    their_reference: "",
    deduction: "none",
    language: "sv",
    valid_until: "2026-12-28",
    prices_include_vat: true,
    discount_bp: 0,
    round_to_krona: false,
    offered_on: null,
    sent_at: null,
    decided_at: null,
    decided_by: null,
    decline_reason: null,
    order_id: null,
    public_url: null,
    lines: LINES,
    totals: {
      lines_ore: 657820,
      discount_ore: 0,
      net_ore: 526256,
      vat_ore: 131564,
      rounding_ore: 0,
      total_ore: 657820,
      vat_rows: [{ vat: "25", net_ore: 526256, vat_ore: 131564 }],
    },
    mails: [],
    created_at: "2026-11-28T08:00:00Z",
    ...part,
  };
}
