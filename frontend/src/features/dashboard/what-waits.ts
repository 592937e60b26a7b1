/** What does the first page make of what waits: what is to be done, is the company new, what happened? */
import type { Schema } from "@/api/client.ts";
import { showDecimal } from "@/lib/number.ts";
import type { Dashboard, RecentEvent } from "./queries.ts";

/** Something to do, the most urgent first. */
export type Todo = {
  what:
    | "breachLate"
    | "breachRunning"
    | "privacyLate"
    | "overdue"
    | "privacyNear"
    | "deductions"
    | "approve"
    | "drafts"
    | "offers";
  count: number;
};

/** What is to be done; only what the user may see and what there is. */
export function todos(waits: Dashboard): Todo[] {
  const all: { what: Todo["what"]; count: number | null }[] = [
    { what: "breachLate", count: waits.breaches_late_count },
    { what: "breachRunning", count: waits.breaches_running_count },
    { what: "privacyLate", count: waits.privacy_late_count },
    { what: "overdue", count: waits.overdue_count },
    { what: "privacyNear", count: waits.privacy_near_count },
    { what: "deductions", count: waits.deductions_ready_count },
    { what: "approve", count: waits.timesheets_to_approve_count },
    { what: "drafts", count: waits.drafts_count },
    { what: "offers", count: waits.offers_waiting_count },
  ];
  return all.filter((todo): todo is Todo => todo.count !== null && todo.count > 0);
}

/** Whether nothing has been invoiced, offered or ordered: the company may be new. */
export function looksNew(waits: Dashboard): boolean {
  const sums = [waits.unpaid_ore, waits.drafts_count, waits.offers_waiting_count, waits.orders_open_count];
  return (
    sums.every((sum) => sum === 0) &&
    (waits.invoiced_by_month ?? []).every((month) => month.invoiced_ore === 0 && month.paid_ore === 0)
  );
}

/** Whether the company's own details are enough for a document: who it is, where, and how it is paid. */
export function companyIsReady(company: Schema<"Company">): boolean {
  const { organisation_number, address, bankgiro, plusgiro, iban, swish } = company;
  return (
    organisation_number !== "" && address.street !== "" && `${bankgiro}${plusgiro}${iban}${swish}` !== ""
  );
}

/** Events of which the app has words. */
export const EVENTS = [
  "customer_created",
  "customer_replaced",
  "customer_archived",
  "offer_created",
  "offer_replaced",
  "offer_sent",
  "offer_withdrawn",
  "offer_accepted",
  "offer_declined",
  "offer_expired",
  "order_created",
  "order_replaced",
  "order_started",
  "order_completed",
  "order_cancelled",
  "invoice_created",
  "invoice_replaced",
  "invoice_issued",
  "invoice_sent",
  "payment_registered",
  "mail_sent",
  "mail_failed",
] as const;

/** The event when the app has words for it. */
export function knownEvent(event: string): (typeof EVENTS)[number] | undefined {
  return EVENTS.find((known) => known === event);
}

/** The events to show: a draft that was saved many times in a row is one. */
export function withoutEchoes(events: RecentEvent[]): RecentEvent[] {
  return events.filter((event, place) => {
    const newer = events[place - 1];
    return !newer || newer.id !== event.id || newer.event !== event.event;
  });
}

/** An amount of kronor for an axis, in the largest fitting unit. */
export function axisAmount(kronor: number): { unit: "kronor" | "thousands" | "millions"; amount: string } {
  const size = Math.abs(kronor);
  if (size >= 1_000_000) return { unit: "millions", amount: showDecimal(Math.round(kronor / 100_000), 1) };
  if (size >= 1_000) return { unit: "thousands", amount: showDecimal(Math.round(kronor / 100), 1) };
  return { unit: "kronor", amount: showDecimal(Math.round(kronor), 0) };
}
