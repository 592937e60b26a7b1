/** Two people, one order: what has each of them written? */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickPeople, pickWorkSites } from "@/api/pick.ts";
import { showOre, showPercent, showQuantity } from "@/lib/number.ts";
import { ConflictDialog } from "@/ui/conflict.tsx";
import { siteName } from "@/ui/work-site-select.tsx";
import { usePathLabel } from "./path-label.ts";
import type { OrderInput } from "./queries.ts";
import type { DraftState } from "./use-draft.ts";

function showLines(lines: OrderInput["lines"]): string {
  return lines
    .map(
      (line) =>
        `${line.description}: ${showQuantity(line.quantity_milli)} ${line.unit} × ${showOre(line.unit_price_ore)}`,
    )
    .join("\n");
}

/** The dialog, while two contents wait for a decision. */
export function DraftConflict({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const label = usePathLabel();
  const { conflict } = state;
  const customer = conflict?.theirs.customer_id ?? "";
  const { data: sites } = useQuery({ ...pickWorkSites(customer), enabled: customer !== "" });
  const { data: people } = useQuery({ ...pickPeople, enabled: conflict !== null });
  if (!conflict) return null;
  const person = (id: string) => people?.items.find((each) => each.id === id)?.name ?? "…";
  const show = (field: string, value: unknown): string => {
    switch (field) {
      case "lines":
        return showLines(value as OrderInput["lines"]) || "–";
      case "assigned":
        return (value as string[]).map(person).join(", ") || "–";
      case "work_site_id":
        return sites?.items.filter(({ id }) => id === value).map(siteName)[0] ?? "–";
      case "work_billing":
        return t(`orders.billings.${value as OrderInput["work_billing"]}`);
      case "deduction":
        return t(`deductions.asked.${value as NonNullable<OrderInput["deduction"]>}`);
      case "hourly_work_type":
        return value ? t(`deductions.work.${value as NonNullable<OrderInput["hourly_work_type"]>}`) : "–";
      case "hourly_vat":
        return t(`common.vat.${value as OrderInput["hourly_vat"]}`);
      case "hourly_price_ore":
        return showOre(value as number);
      case "discount_bp":
        return showPercent(value as number);
      default:
        return typeof value === "boolean"
          ? t(value ? "common.yes" : "common.no")
          : String(value ?? "") || "–";
    }
  };
  return (
    <ConflictDialog
      opened
      mine={conflict.mine}
      theirs={conflict.theirs}
      label={(field) => label(field) ?? field}
      show={show}
      onKeepMine={conflict.keepMine}
      onTakeTheirs={conflict.takeTheirs}
      onClose={state.closeConflict}
    />
  );
}
