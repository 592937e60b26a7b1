/** What is a kit made of while that is being written, and what does it cost? */
import type { Schema } from "@/api/client.ts";
import { TotalsError, totals } from "@/lib/totals.ts";
import type { Article } from "./queries.ts";

/** A part of a kit that is being written; the quantity is null while none is written. */
export type Part = Omit<Schema<"ArticlePart">, "quantity_milli"> & { quantity_milli: number | null };

/** An article as a part of a kit: one of it. */
export function partOf({
  id,
  number,
  name,
  kind,
  work_type,
  unit,
  unit_price_ore,
  vat,
  account,
  archived,
}: Article): Part {
  return {
    article_id: id,
    quantity_milli: 1000,
    number,
    name,
    kind,
    work_type,
    unit,
    unit_price_ore,
    vat,
    account,
    archived,
  };
}

/** What is sent; only parts with quantities are. */
export function partsInput(parts: Part[]): Schema<"ReplaceArticleParts"> {
  return {
    parts: parts.map(({ article_id, quantity_milli }) => ({
      article_id,
      quantity_milli: quantity_milli ?? 0,
    })),
  };
}

/** The price of the kit without VAT, in öre; null when it can't be counted. */
export function kitPrice(parts: Part[]): number | null {
  if (parts.some((part) => part.quantity_milli === null)) return null;
  const lines = parts.map(({ quantity_milli, unit_price_ore, vat }) => ({
    quantity_milli: quantity_milli ?? 0,
    unit_price_ore,
    discount_bp: 0,
    vat,
  }));
  try {
    return totals({ prices_include_vat: false, discount_bp: 0, round_to_krona: false }, lines).net_ore;
  } catch (error) {
    if (error instanceof TotalsError) return null;
    throw error;
  }
}
