/** What are the fields of an invoice called, and how are their values read aloud? For error lists and conflicts. */
import type { Translate } from "@/i18n/index.ts";
import { showOre, showPercent, showQuantity } from "@/lib/number.ts";
import type { Content } from "./draft.ts";

const FIELDS = [
  "customer_id",
  "work_site_id",
  "title",
  "note",
  "their_reference",
  "our_reference",
  "buyer_order_number",
  "exemption_reason",
  "deduction",
  "language",
  "supplied_on",
  "payment_terms_days",
  "prices_include_vat",
  "discount_bp",
  "round_to_krona",
  "kind",
  "lines",
] as const satisfies readonly (keyof Content)[];

const LINE_FIELDS = {
  description: "description",
  kind: "kind",
  work_type: "workType",
  quantity_milli: "quantity",
  unit: "unit",
  unit_price_ore: "price",
  discount_bp: "discount",
  vat: "vat",
  account: "account",
  actual_hours_milli: "actualHours",
} as const;

/** The name of the field at this form path. */
export function fieldName(t: Translate, path: string): string | undefined {
  const [first, index, part] = path.split(".");
  const field = FIELDS.find((name) => name === first);
  if (!field) return undefined;
  if (field !== "lines" || index === undefined) return t(`invoices.field.${field}`);
  const line = t("common.lines.line", { number: Number(index) + 1 });
  const of = LINE_FIELDS[part as keyof typeof LINE_FIELDS];
  return of ? `${line}, ${t(`common.lines.${of}`).toLowerCase()}` : line;
}

/** A field's value in words; null for what nobody needs to compare. Ids are read by their page. */
export function fieldValue(t: Translate, field: string, value: unknown): string | null {
  switch (field) {
    case "order_id":
      return null;
    case "prices_include_vat":
    case "round_to_krona":
      return t(value ? "common.yes" : "common.no");
    case "kind":
      return t(`common.invoiceKind.${value as NonNullable<Content["kind"]>}`);
    case "deduction":
      return t(`deductions.asked.${value as NonNullable<Content["deduction"]>}`);
    case "language":
      return t(`common.languages.${value as Content["language"]}`);
    case "discount_bp":
      return showPercent(value as number);
    case "lines":
      return (value as Content["lines"])
        .map(({ description, quantity_milli, unit, unit_price_ore }) => {
          const [first] = description.split("\n");
          return `${first}, ${showQuantity(quantity_milli)} ${unit} × ${showOre(unit_price_ore)}`;
        })
        .join("\n");
    default:
      return value === null || value === "" ? "–" : String(value);
  }
}
