/** Which lines of a document count, what does a new one begin with, and where do its errors belong? */
import type { Schema } from "@/api/client.ts";
import { isTaxed, totals } from "@/lib/totals.ts";
import { type EditedLine, emptyLine } from "./lines-editor.tsx";

/** A new line: an hour of work at the company's price, in the mode in which the document's prices are entered. */
export function freshLine(
  company: Schema<"Company"> | undefined,
  includesVat: boolean,
  vat?: Schema<"VatCode"> | null,
): EditedLine {
  const line = emptyLine(vat ?? company?.default_vat ?? "25");
  return company ? { ...line, unit_price_ore: hourPrice(company, includesVat, line.vat) } : line;
}

/** Whether a new document's prices are entered with VAT: to private customers, if that is the company's habit; firms compare prices without. */
export function startsWithVat(customer: Schema<"Customer">, company: Schema<"Company">): boolean {
  return customer.kind === "private" && company.prices_include_vat;
}

/** The company's price of an hour, with or without VAT. */
export function hourPrice(
  company: Schema<"Company">,
  withVat: boolean,
  charged: Schema<"VatCode"> = company.default_vat,
): number {
  const { hourly_price_ore: price, prices_include_vat: given, default_vat: vat } = company;
  // Where no VAT is charged the price with it is the price without it.
  const includesVat = withVat && isTaxed(charged);
  if (given === includesVat) return price;
  const hour = { quantity_milli: 1000, unit_price_ore: price, discount_bp: 0, vat };
  const sums = totals({ prices_include_vat: given, discount_bp: 0, round_to_krona: false }, [hour]);
  return includesVat ? sums.total_ore : sums.net_ore;
}

/** Whether a line says what it is about. Only such lines are saved and counted. */
export const isWritten = (line: EditedLine): boolean => line.description.trim() !== "";

/** Whether somebody has put something into a line that has no words yet. */
export function isBegun(line: EditedLine, fresh: EditedLine): boolean {
  const { quantity_milli, unit_price_ore, discount_bp, unit } = line;
  return (
    !isWritten(line) &&
    (quantity_milli !== fresh.quantity_milli ||
      unit_price_ore !== fresh.unit_price_ore ||
      discount_bp !== fresh.discount_bp ||
      unit !== fresh.unit)
  );
}

type Errors = Record<string, string>;

/** Errors by the paths of what was sent, as errors by the paths of the draft; `places` says which of its lines were sent. */
export function inDraft(errors: Errors, places: number[]): Errors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, words]) => [
      path.replace(/^lines\.(\d+)/, (_, sent: string) => `lines.${places[Number(sent)] ?? sent}`),
      words,
    ]),
  );
}

function at(draft: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], draft);
}

/** The errors whose values are still the same after a change. */
export function stillTrue<Draft extends object>(errors: Errors, before: Draft, after: Draft): Errors {
  const kept = Object.entries(errors).filter(([path]) => at(before, path) === at(after, path));
  return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}
