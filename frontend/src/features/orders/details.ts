/** How does an order become fields to write in, and how do they become what the server takes? */
import type { Schema } from "@/api/client.ts";
import type { EditedLine } from "@/ui/lines-editor.tsx";
import { isWritten } from "@/ui/written-lines.ts";
import type { Order, OrderInput } from "./queries.ts";

/** A line of an order that is being written. */
export type WrittenLine = EditedLine & { id?: string };

/** The fields of the form. */
export type OrderFields = Omit<OrderInput, "lines" | "customer_id" | "work_site_id"> & {
  customer_id: string | null;
  work_site_id: string | null;
  lines: WrittenLine[];
};

/** What a new order begins with. */
export function beginning(company: Schema<"Company">, customer: string | null): OrderFields {
  return {
    customer_id: customer,
    work_site_id: null,
    title: "",
    description: "",
    their_reference: "",
    planned_start_on: null,
    planned_end_on: null,
    work_billing: "as_reported",
    hourly_price_ore: company.hourly_price_ore,
    hourly_vat: company.default_vat,
    prices_include_vat: company.prices_include_vat,
    discount_bp: 0,
    round_to_krona: company.round_to_krona,
    lines: [],
    assigned: [],
  };
}

/** The fields of an order whose prices the user may see. */
export function fieldsOf(order: Order, lockedWords: string): OrderFields {
  return {
    customer_id: order.customer_id,
    work_site_id: order.work_site_id,
    title: order.title,
    description: order.description,
    their_reference: order.their_reference,
    planned_start_on: order.planned_start_on,
    planned_end_on: order.planned_end_on,
    work_billing: order.work_billing,
    hourly_price_ore: order.hourly_price_ore ?? 0,
    hourly_vat: order.hourly_vat,
    prices_include_vat: order.prices_include_vat,
    discount_bp: order.discount_bp ?? 0,
    round_to_krona: order.round_to_krona,
    lines: order.lines.map((line) => ({
      key: line.id,
      id: line.id,
      article_id: line.article_id,
      kind: line.kind,
      description: line.description,
      quantity_milli: line.quantity_milli,
      unit: line.unit,
      unit_price_ore: line.unit_price_ore ?? 0,
      discount_bp: line.discount_bp ?? 0,
      vat: line.vat ?? order.hourly_vat,
      locked: line.invoice_id ? lockedWords : undefined,
    })),
    assigned: order.assigned.map(({ membership_id }) => membership_id),
  };
}

/** What is sent: written lines alone, an order's own lines by their ids. */
export function toInput(fields: OrderFields): OrderInput {
  return {
    ...fields,
    customer_id: fields.customer_id ?? "",
    lines: fields.lines.filter(isWritten).map((line) => ({
      id: line.id ?? null,
      article_id: line.article_id ?? null,
      kind: line.kind,
      description: line.description,
      quantity_milli: line.quantity_milli,
      unit: line.unit,
      unit_price_ore: line.unit_price_ore,
      discount_bp: line.discount_bp,
      vat: line.vat,
    })),
  };
}

/** What is left to invoice. */
export function readyToInvoice(order: Order, time: Schema<"TimeEntry">[]) {
  return {
    lines: order.lines.filter((line) => line.invoice_id === null),
    entries:
      order.work_billing === "as_reported" ? time.filter((entry) => entry.billable && !entry.invoice_id) : [],
  };
}
