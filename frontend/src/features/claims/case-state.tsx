/** Where does a deduction stand, and what is it about? */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { kronor } from "./kronor.ts";
import type { CaseItem, CaseState } from "./queries.ts";

/** The states in the order of their lives. */
export const STATES = [
  "waiting_for_payment",
  "ready",
  "lapsed",
  "partly_asked",
  "asked",
  "approved",
  "refused",
  "paid_out",
  "to_repay",
  "closed",
] as const satisfies readonly CaseState[];

const COLOURS: Record<CaseState, string> = {
  waiting_for_payment: "gray",
  ready: "yellow",
  lapsed: "red",
  partly_asked: "blue",
  asked: "blue",
  approved: "teal",
  refused: "orange",
  paid_out: "green",
  to_repay: "red",
  closed: "green",
};

/** The state as a badge. */
export function CaseStateBadge({ state }: { state: CaseState }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[state]} className="status" tt="none" fw={600} radius="xl">
      {t(`claims.state.${state}`)}
    </Badge>
  );
}

/** What a case is about in its state: what can be asked for, is awaited, is to be resolved; else the deduction. */
export function amountOf(row: CaseItem): string {
  const kr = {
    ready: row.claimable_kr,
    lapsed: row.lapsed_kr,
    asked: row.pending_kr,
    refused: row.unresolved_kr,
    to_repay: row.to_repay_kr,
    approved: row.awaited_ore / 100,
    paid_out: row.paid_out_ore / 100,
    partly_asked: row.deduction_kr,
    waiting_for_payment: row.deduction_kr,
    closed: row.deduction_kr,
  }[row.state];
  return kronor(kr);
}
