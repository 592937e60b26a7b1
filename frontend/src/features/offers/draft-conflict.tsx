/** Two tabs, one offer: what has each of them written? */
import { Alert, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { showOre, showPercent, showQuantity } from "@/lib/number.ts";
import { ConflictDialog } from "@/ui/conflict.tsx";
import { siteName } from "@/ui/work-site-select.tsx";
import { usePathLabel } from "./path-label.ts";
import type { OfferInput } from "./queries.ts";
import type { DraftState } from "./use-draft.ts";

function showLines(lines: Schema<"LineInput">[]): string {
  return lines
    .map(
      (line) =>
        `${line.description}: ${showQuantity(line.quantity_milli)} ${line.unit} × ${showOre(line.unit_price_ore)}`,
    )
    .join("\n");
}

/** Names of customers and sites that stand in the two contents. */
function useNames(contents: OfferInput[]): (id: unknown) => string | undefined {
  const [one, other] = contents;
  const customer = (id = "") => ({ ...pickedCustomer(id), enabled: id !== "" });
  const sites = (id = "") => ({ ...pickWorkSites(id), enabled: id !== "" });
  const a = useQuery(customer(one?.customer_id)).data;
  const b = useQuery(customer(other?.customer_id)).data;
  const ofA = useQuery(sites(one?.customer_id)).data?.items ?? [];
  const ofB = useQuery(sites(other?.customer_id)).data?.items ?? [];
  return (id) =>
    [a, b].find((each) => each?.id === id)?.name ??
    [...ofA, ...ofB].filter((site) => site.id === id).map(siteName)[0];
}

/** The dialog, while two contents wait for a decision. */
export function DraftConflict({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const label = usePathLabel();
  const { conflict } = state;
  const name = useNames(conflict ? [conflict.mine, conflict.theirs] : []);
  if (!conflict) return null;
  if (!conflict.offer.actions.includes("replace"))
    return (
      <Alert color="yellow" role="alert" title={t("offers.sentMeanwhile")}>
        <Text size="sm" mb="xs">
          {t("offers.sentMeanwhileText")}
        </Text>
        <Button size="xs" variant="default" onClick={conflict.takeTheirs}>
          {t("offers.showSent")}
        </Button>
      </Alert>
    );
  const show = (field: string, value: unknown): string => {
    if (field === "lines") return showLines(value as Schema<"LineInput">[]) || "–";
    if (field === "discount_bp") return showPercent(value as number);
    if (field === "deduction") return t(`deductions.asked.${value as Schema<"AskedDeduction">}`);
    if (field === "language") return t(`common.languages.${value as Schema<"Language">}`);
    if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
    return name(value) ?? (String(value ?? "") || "–");
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
