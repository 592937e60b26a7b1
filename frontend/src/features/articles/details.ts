/** What does an article's form hold, what is sent of it, and what does a customer pay for one? */
import type { Schema } from "@/api/client.ts";
import { TotalsError, totals } from "@/lib/totals.ts";
import { fits, lineWork } from "@/lib/work-types.ts";
import type { Article, ArticleInput } from "./queries.ts";

/** The fields of an article's form; the price is null while none is written. */
export type ArticleForm = Omit<ArticleInput, "unit_price_ore"> & { unit_price_ore: number | null };

/** An article as its form shows it; a new one is an hour of work. */
export function articleForm(article: Article | null, vat: Schema<"VatCode"> = "25"): ArticleForm {
  return {
    name: article?.name ?? "",
    number: article?.number ?? "",
    kind: article?.kind ?? "work",
    work_type: article?.work_type ?? null,
    unit: article?.unit ?? "tim",
    unit_price_ore: article?.unit_price_ore ?? null,
    vat: article?.vat ?? vat,
    account: article?.account ?? null,
    note: article?.note ?? "",
  };
}

/** What is sent; only a form with a price is. */
export function articleInput(form: ArticleForm): ArticleInput {
  const work = lineWork(form.work_type);
  const work_type = work && fits(form.kind, work) ? work : null;
  return { ...form, work_type, unit_price_ore: form.unit_price_ore ?? 0 };
}

/** The price of one with VAT, rounded as on an invoice; null when it can't be counted. */
export function priceWithVat(price: number | null, vat: Schema<"VatCode">): number | null {
  if (price === null) return null;
  try {
    const line = { quantity_milli: 1000, unit_price_ore: price, discount_bp: 0, vat };
    return totals({ prices_include_vat: false, discount_bp: 0, round_to_krona: false }, [line]).total_ore;
  } catch (error) {
    if (error instanceof TotalsError) return null;
    throw error;
  }
}
