/** How does an offer become fields to write in, and how do they become what the server takes? */
import type { Schema } from "@/api/client.ts";
import { addDays } from "@/lib/date.ts";
import type { EditedLine } from "@/ui/lines-editor.tsx";
import { isWritten, startsWithVat } from "@/ui/written-lines.ts";
import type { Offer, OfferInput } from "./queries.ts";

/** What is being written. */
export type Draft = Omit<OfferInput, "lines" | "valid_until" | "work_site_id"> & {
  work_site_id: string | null;
  /** Null while the field is empty. */
  valid_until: string | null;
  lines: EditedLine[];
};

type Line = Schema<"LineInput">;

/** What a new offer takes over from the customer and from the company's habits. */
export function beginning(
  customer: Schema<"Customer">,
  company: Schema<"Company">,
  today: string,
): Omit<OfferInput, "title"> {
  return {
    customer_id: customer.id,
    work_site_id: null,
    deduction: "none",
    intro: "",
    terms: company.offer_note,
    their_reference: customer.reference,
    language: customer.language,
    valid_until: addDays(today, company.offer_valid_days),
    prices_include_vat: startsWithVat(customer, company),
    discount_bp: customer.billing.discount_bp,
    round_to_krona: company.round_to_krona,
    lines: [],
  };
}

/** The fields of an offer. */
export function draftOf(offer: Offer): Draft {
  const { lines, ...rest } = contentOf(offer);
  return {
    ...rest,
    work_site_id: offer.work_site_id,
    lines: lines.map((line, place) => ({ ...line, key: offer.lines[place]?.id ?? crypto.randomUUID() })),
  };
}

/** What an offer holds, as it would be sent. */
export function contentOf(offer: Offer): OfferInput {
  return {
    customer_id: offer.customer_id,
    work_site_id: offer.work_site_id,
    title: offer.title,
    intro: offer.intro,
    terms: offer.terms,
    their_reference: offer.their_reference,
    deduction: offer.deduction,
    language: offer.language,
    valid_until: offer.valid_until,
    prices_include_vat: offer.prices_include_vat,
    discount_bp: offer.discount_bp,
    round_to_krona: offer.round_to_krona,
    lines: offer.lines.map(lineInput),
  };
}

function lineInput(line: Line): Line {
  const {
    article_id = null,
    work_type = null,
    kind,
    description,
    quantity_milli,
    unit,
    unit_price_ore,
    discount_bp,
    vat,
  } = line;
  return { article_id, kind, work_type, description, quantity_milli, unit, unit_price_ore, discount_bp, vat };
}

/** What is sent, and which line of the draft each line of it is. An empty day leaves the saved one. */
export function toInput(draft: Draft, savedValidUntil: string): { input: OfferInput; places: number[] } {
  const places = draft.lines.flatMap((line, place) => (isWritten(line) ? [place] : []));
  const lines = draft.lines.filter(isWritten).map(lineInput);
  return { input: { ...draft, valid_until: draft.valid_until ?? savedValidUntil, lines }, places };
}

/** As the server keeps it: without blanks at the ends. */
function tidy(input: OfferInput): OfferInput {
  return {
    ...input,
    work_site_id: input.work_site_id ?? null,
    title: input.title.trim(),
    their_reference: input.their_reference.trim(),
    lines: input.lines.map((line) => ({
      ...lineInput(line),
      description: line.description.trim(),
      unit: line.unit.trim(),
    })),
  };
}

const FIELDS = [
  "customer_id",
  "work_site_id",
  "title",
  "intro",
  "lines",
  "deduction",
  "discount_bp",
  "prices_include_vat",
  "round_to_krona",
  "terms",
  "language",
  "valid_until",
  "their_reference",
] as const satisfies readonly (keyof OfferInput)[];

/** A field of an offer. */
export type Field = (typeof FIELDS)[number];

/** The fields in which two contents differ. */
export function differing(one: OfferInput, other: OfferInput): Field[] {
  const [a, b] = [tidy(one), tidy(other)];
  return FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/** The draft on what somebody else has saved: own changes since `base` hold, everything else is theirs. */
export function rebase(draft: Draft, base: OfferInput, theirs: Offer): Draft {
  const mine = differing(toInput(draft, base.valid_until).input, base);
  const kept = Object.fromEntries(mine.map((field) => [field, draft[field]]));
  return { ...draftOf(theirs), ...kept };
}
