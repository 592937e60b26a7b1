/** What is the field at a path called? */
import { useTranslation } from "react-i18next";

const LINE_FIELDS = {
  description: "description",
  kind: "kind",
  work_type: "workType",
  quantity_milli: "quantity",
  unit: "unit",
  unit_price_ore: "price",
  discount_bp: "discount",
  vat: "vat",
} as const;

/** Names fields of an offer by form path: `lines.0.unit` is "Rad 1, Enhet". */
export function usePathLabel(): (path: string) => string | undefined {
  const { t } = useTranslation();
  const names: Record<string, string> = {
    customer_id: t("offers.customer"),
    work_site_id: t("common.workSite.title"),
    title: t("common.title"),
    intro: t("offers.intro"),
    lines: t("common.lines.title"),
    deduction: t("deductions.ask"),
    discount_bp: t("common.terms.discount"),
    prices_include_vat: t("common.terms.pricesIncludeVat"),
    round_to_krona: t("common.terms.roundToKrona"),
    terms: t("offers.terms"),
    language: t("offers.language"),
    valid_until: t("offers.validUntil"),
    their_reference: t("offers.theirReference"),
    recipient: t("offers.recipient"),
    message: t("offers.message"),
  };
  return (path) => {
    const [, place, field] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
    if (place === undefined) return names[path];
    const line = t("common.lines.line", { number: Number(place) + 1 });
    const name = LINE_FIELDS[field as keyof typeof LINE_FIELDS];
    return name ? `${line}, ${t(`common.lines.${name}`)}` : line;
  };
}
