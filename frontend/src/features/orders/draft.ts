/** How does an order become fields to write in, and how do they become what the server takes? */
import type { Schema } from "@/api/client.ts";
import type { EditedLine } from "@/ui/lines-editor.tsx";
import { hourPrice, isWritten, startsWithVat } from "@/ui/written-lines.ts";
import type { Order, OrderInput } from "./queries.ts";

/** A line with its identity; a new one has none until it is saved. */
export type DraftLine = EditedLine & { id: string | null };

/** What is being written. */
export type Draft = Required<Omit<OrderInput, "lines">> & { lines: DraftLine[] };

type LineInput = Schema<"OrderLineInput">;

/** What a new order takes over from the customer and from the company's habits. */
export function beginning(
  customer: Schema<"Customer">,
  company: Schema<"Company">,
): Omit<Draft, "title" | "work_site_id" | "lines"> & { lines: [] } {
  const includesVat = startsWithVat(customer, company);
  const vat = customer.billing.vat ?? company.default_vat;
  return {
    customer_id: customer.id,
    description: "",
    their_reference: customer.reference,
    buyer_order_number: customer.billing.order_number ?? "",
    planned_start_on: null,
    planned_end_on: null,
    assigned: [],
    work_billing: "as_agreed",
    hourly_price_ore: hourPrice(company, includesVat, vat),
    hourly_vat: vat,
    hourly_work_type: null,
    deduction: "none",
    prices_include_vat: includesVat,
    discount_bp: customer.billing.discount_bp,
    round_to_krona: company.round_to_krona,
    lines: [],
  };
}

/** What an order holds, as it would be sent. */
export function contentOf(order: Order): OrderInput {
  return {
    customer_id: order.customer_id,
    work_site_id: order.work_site_id,
    title: order.title,
    description: order.description,
    their_reference: order.their_reference,
    buyer_order_number: order.buyer_order_number,
    planned_start_on: order.planned_start_on,
    planned_end_on: order.planned_end_on,
    assigned: order.assigned.map(({ membership_id }) => membership_id),
    work_billing: order.work_billing,
    hourly_price_ore: order.hourly_price_ore ?? 0,
    hourly_vat: order.hourly_vat,
    hourly_work_type: order.hourly_work_type,
    deduction: order.deduction,
    prices_include_vat: order.prices_include_vat,
    discount_bp: order.discount_bp ?? 0,
    round_to_krona: order.round_to_krona,
    lines: order.lines.map((line) => ({
      id: line.id,
      article_id: line.article_id,
      kind: line.kind,
      work_type: line.work_type,
      description: line.description,
      quantity_milli: line.quantity_milli,
      unit: line.unit,
      unit_price_ore: line.unit_price_ore ?? 0,
      discount_bp: line.discount_bp ?? 0,
      vat: line.vat ?? "25",
    })),
  };
}

/** The fields of an order; lines that stand there already keep their places on the screen. */
export function draftOf(order: Order, before: DraftLine[] = []): Draft {
  const { lines, ...rest } = contentOf(order);
  return {
    ...rest,
    buyer_order_number: order.buyer_order_number,
    work_site_id: order.work_site_id,
    planned_start_on: order.planned_start_on,
    planned_end_on: order.planned_end_on,
    hourly_work_type: order.hourly_work_type,
    deduction: order.deduction,
    lines: lines.map((line) => {
      const id = line.id ?? null;
      const key = before.find((each) => each.id === id)?.key ?? id ?? crypto.randomUUID();
      return { ...line, id, key };
    }),
  };
}

function lineInput(line: DraftLine): LineInput {
  const { id, kind, description, quantity_milli, unit, unit_price_ore, discount_bp, vat } = line;
  const { article_id = null, work_type = null } = line;
  return {
    id,
    article_id,
    kind,
    work_type,
    description,
    quantity_milli,
    unit,
    unit_price_ore,
    discount_bp,
    vat,
  };
}

/** What is sent, and which line of the draft each line of it is. */
export function toInput(draft: Draft): { input: OrderInput; places: number[]; keys: string[] } {
  const places = draft.lines.flatMap((line, place) => (isWritten(line) ? [place] : []));
  const written = draft.lines.filter(isWritten);
  return {
    input: { ...draft, lines: written.map(lineInput) },
    places,
    keys: written.map(({ key }) => key),
  };
}

/** The draft with the identities that its new lines got when they were saved. */
export function withIds(draft: Draft, keys: string[], saved: Order): Draft {
  const ids = new Map(keys.map((key, place) => [key, saved.lines[place]?.id ?? null]));
  if (draft.lines.every((line) => line.id !== null || !ids.get(line.key))) return draft;
  return {
    ...draft,
    lines: draft.lines.map((line) => (line.id ? line : { ...line, id: ids.get(line.key) ?? null })),
  };
}

/** As the server keeps it: without blanks at the ends. New lines count by their content. */
function tidy(input: OrderInput): OrderInput {
  return {
    ...input,
    title: input.title.trim(),
    lines: input.lines.map(({ id: _, ...line }) => line),
  };
}

const FIELDS = [
  "work_site_id",
  "title",
  "description",
  "planned_start_on",
  "planned_end_on",
  "assigned",
  "their_reference",
  "buyer_order_number",
  "lines",
  "work_billing",
  "hourly_price_ore",
  "hourly_vat",
  "hourly_work_type",
  "deduction",
  "prices_include_vat",
  "discount_bp",
  "round_to_krona",
  "customer_id",
] as const satisfies readonly (keyof OrderInput)[];

/** A field of an order. */
export type Field = (typeof FIELDS)[number];

/** The fields in which two contents differ. */
export function differing(one: OrderInput, other: OrderInput): Field[] {
  const [a, b] = [tidy(one), tidy(other)];
  return FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/** The draft on what somebody else has saved: own changes since `base` hold, everything else is theirs. */
export function rebase(draft: Draft, base: OrderInput, theirs: Order): Draft {
  const mine = differing(toInput(draft).input, base);
  const now = draftOf(theirs, draft.lines);
  const kept = Object.fromEntries(mine.map((field) => [field, draft[field]]));
  if (mine.includes("lines")) {
    // A line that is gone on the server has no identity there any more.
    const known = new Set(now.lines.map(({ id }) => id));
    kept.lines = draft.lines.map((line) => (known.has(line.id) ? line : { ...line, id: null }));
  }
  return { ...now, ...kept };
}
