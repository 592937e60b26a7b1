/** Is a late invoice due to be reminded of, and if not, why? */
import type { Translate } from "@/i18n/index.ts";
import type { LateInvoice } from "./queries.ts";

/** Whether a reminder is due to be sent. */
export const isReady = (row: LateInvoice): boolean => !row.hold;

/** Whether whoever reminds may send one all the same: it only isn't time yet, or all steps were taken. */
export const maySend = (row: LateInvoice): boolean =>
  !row.hold || row.hold === "waiting" || row.hold === "last_step_taken";

/** Whether it can be handed to a debt collector. */
export const mayHandOver = (row: LateInvoice): boolean => row.reminders > 0 && row.hold !== "handed_over";

/** Whether there is something to charge beside the invoice itself. */
export const mayCharge = (row: LateInvoice): boolean => row.interest_ore > 0;

/** The invoices of each customer. */
export function byCustomer(rows: LateInvoice[]): LateInvoice[][] {
  const groups = new Map<string, LateInvoice[]>();
  for (const row of rows) groups.set(row.customer_id, [...(groups.get(row.customer_id) ?? []), row]);
  return [...groups.values()];
}

/** What is next, in words. */
export function nextWords(t: Translate, row: LateInvoice): string {
  if (!row.hold) return t("reminders.ready", { step: row.next_step });
  if (row.hold === "waiting")
    return t("reminders.waiting", { step: row.next_step, day: row.next_from ?? "" });
  return t(`reminders.hold.${row.hold}`);
}
