/** What is being written of an invoice, and how does it become what the server takes? */
import type { Schema } from "@/api/client.ts";
import { type FieldError, ProblemError } from "@/api/problem.ts";
import type { EditedLine } from "@/ui/lines-editor.tsx";
import { freshLine as freshWork, isWritten, startsWithVat } from "@/ui/written-lines.ts";
import type { Invoice, InvoiceInput } from "./queries.ts";

type SavedLine = Invoice["lines"][number];

/** A line that is being written, with what of an order it invoices. */
export type DraftLine = EditedLine &
  Pick<
    SavedLine,
    | "account"
    | "actual_hours_milli"
    | "charge"
    | "order_id"
    | "order_line_id"
    | "time_entry_ids"
    | "instalment_id"
    | "deducts_invoice_id"
  > & {
    /** At which price a new line began: until another is written, nobody has set it. */
    first_price_ore?: number;
  };

/** A draft while it is written. */
export type Draft = Omit<InvoiceInput, "lines" | "payment_terms_days" | "order_id"> & {
  lines: DraftLine[];
  /** Null while the field is empty. */
  payment_terms_days: number | null;
  order_id: string | null;
};

/** What a new invoice takes over from the customer and from the company's habits. */
export function beginning(
  customer: Schema<"Customer">,
  company: Schema<"Company">,
  ourReference: string,
): Omit<InvoiceInput, "title"> {
  return {
    customer_id: customer.id,
    note: company.invoice_note,
    their_reference: customer.reference,
    our_reference: ourReference,
    buyer_order_number: customer.billing.order_number,
    language: customer.language,
    supplied_on: null,
    payment_terms_days: customer.payment_terms_days ?? company.payment_terms_days,
    prices_include_vat: startsWithVat(customer, company),
    discount_bp: customer.billing.discount_bp,
    round_to_krona: company.round_to_krona,
    order_id: null,
    work_site_id: null,
    lines: [],
  };
}

/** A line nobody has written yet: an hour of work at the company's price, as in offers and orders. */
export function freshLine(...of: Parameters<typeof freshWork>): DraftLine {
  const line = freshWork(...of);
  return {
    ...line,
    first_price_ore: line.unit_price_ore,
    account: null,
    actual_hours_milli: null,
    charge: null,
    order_id: null,
    order_line_id: null,
    time_entry_ids: [],
    instalment_id: null,
    deducts_invoice_id: null,
  };
}

/** What is there to write on. Lines keep the keys that `before` has for them, so that no field loses its focus. */
export function draftOf(invoice: Invoice, before?: Draft): Draft {
  return {
    kind: invoice.kind,
    customer_id: invoice.customer_id,
    order_id: invoice.order_id,
    work_site_id: invoice.work_site_id,
    title: invoice.title,
    note: invoice.note,
    their_reference: invoice.their_reference,
    our_reference: invoice.our_reference,
    buyer_order_number: invoice.buyer_order_number,
    exemption_reason: invoice.exemption_reason,
    deduction: invoice.deduction,
    language: invoice.language,
    supplied_on: invoice.supplied_on,
    payment_terms_days: invoice.payment_terms_days,
    prices_include_vat: invoice.prices_include_vat,
    discount_bp: invoice.discount_bp,
    round_to_krona: invoice.round_to_krona,
    lines: invoice.lines.map((saved, index) => {
      const {
        id,
        amount_ore: _a,
        credits_line_id: _l,
        credited_milli: _m,
        credited_ore: _o,
        ...line
      } = saved;
      return { ...line, key: before?.lines[index]?.key ?? id };
    }),
  };
}

/** A line that somebody has added and not begun to write is nothing to save yet. */
export function isBegun(line: DraftLine): boolean {
  const { order_line_id, time_entry_ids, unit_price_ore, first_price_ore = 0, article_id } = line;
  const empty = !isWritten(line) && unit_price_ore === first_price_ore && !article_id;
  return !empty || order_line_id !== null || time_entry_ids.length > 0;
}

/** What a draft says, in the server's terms. */
export type Content = Omit<InvoiceInput, "payment_terms_days"> & Pick<Draft, "payment_terms_days">;

/** What a draft says; lines that nobody has begun say nothing. */
export function contentOf({ lines, ...rest }: Draft): Content {
  return {
    ...rest,
    lines: lines.filter(isBegun).map((line) => ({
      description: line.description,
      kind: line.kind,
      quantity_milli: line.quantity_milli,
      unit: line.unit,
      unit_price_ore: line.unit_price_ore,
      discount_bp: line.discount_bp,
      vat: line.vat,
      article_id: line.article_id ?? null,
      work_type: line.work_type ?? null,
      account: line.account,
      // Only work takes hours.
      actual_hours_milli: line.kind === "work" ? line.actual_hours_milli : null,
      charge: line.charge,
      order_id: line.order_id,
      order_line_id: line.order_line_id,
      time_entry_ids: line.time_entry_ids,
      instalment_id: line.instalment_id,
      deducts_invoice_id: line.deducts_invoice_id,
    })),
  };
}

/** What the server takes. Throws a refusal when the field that it must have is empty. */
export function inputOf(draft: Draft): InvoiceInput {
  const { payment_terms_days, ...content } = contentOf(draft);
  if (payment_terms_days === null) {
    const errors: FieldError[] = [{ pointer: "/payment_terms_days", code: "required", params: {} }];
    throw new ProblemError({ code: "invalid_fields", status: 422, errors, request_id: null });
  }
  return { ...content, payment_terms_days };
}

/** The server counts the lines that were sent; the form shows those that aren't begun, too. */
export function errorsOf(draft: Draft, errors: FieldError[]): FieldError[] {
  const places = draft.lines.flatMap((line, index) => (isBegun(line) ? [index] : []));
  return errors.map((error) => ({
    ...error,
    pointer: error.pointer.replace(/^\/lines\/(\d+)/, (_, sent) => `/lines/${places[Number(sent)] ?? sent}`),
  }));
}

/** Whether two drafts say the same to the server. */
export function same(one: Content, other: Content): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
