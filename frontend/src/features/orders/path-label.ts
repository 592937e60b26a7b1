/** What is the field of an order at a path called? */
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

/** Names fields by form path: `lines.0.unit` is "Rad 1, Enhet". */
export function usePathLabel(): (path: string) => string | undefined {
  const { t } = useTranslation();
  const names: Record<string, string> = {
    customer_id: t("orders.customer"),
    work_site_id: t("common.workSite.title"),
    title: t("common.title"),
    description: t("orders.description"),
    their_reference: t("orders.theirReference"),
    buyer_order_number: t("orders.buyerOrderNumber"),
    planned_start_on: t("orders.start"),
    planned_end_on: t("orders.end"),
    assigned: t("orders.assigned"),
    work_billing: t("orders.billing"),
    hourly_price_ore: t("orders.hourlyPrice"),
    hourly_vat: t("orders.hourlyVat"),
    hourly_work_type: t("deductions.hourlyWorkType"),
    lines: t("common.lines.title"),
    deduction: t("deductions.ask"),
    discount_bp: t("common.terms.discount"),
    prices_include_vat: t("common.terms.pricesIncludeVat"),
    round_to_krona: t("common.terms.roundToKrona"),
  };
  return (path) => {
    if (path.startsWith("assigned")) return names.assigned;
    const [, place, field] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
    if (place === undefined) return names[path];
    const line = t("common.lines.line", { number: Number(place) + 1 });
    const name = LINE_FIELDS[field as keyof typeof LINE_FIELDS];
    return name ? `${line}, ${t(`common.lines.${name}`)}` : line;
  };
}
