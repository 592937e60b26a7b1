/** Which invoices does the address ask for? The tabs of the list and the filters of the API that they stand for. */
import type { Schema } from "@/api/client.ts";
import { today } from "@/lib/date.ts";
import type { InvoiceFilters, InvoiceSort } from "./queries.ts";

/** The tabs, in order. */
export const TABS = ["all", "draft", "unsent", "open", "overdue", "paid"] as const;
export type InvoiceTab = (typeof TABS)[number];

/** What the list's address holds. */
export type ListSearch = {
  q?: string;
  status?: "draft" | "issued" | "partly_paid" | "paid" | "credited" | "written_off";
  overdue?: boolean;
  open?: boolean;
  sent?: false;
  age?: Schema<"LedgerAge">;
  period?: Period;
  customer?: string;
  order?: string;
  sort?: InvoiceSort;
};

/** The tab that an address stands on; none when it asks for something that has no tab. */
export function tabOf({ status, overdue, open, sent }: ListSearch): InvoiceTab | undefined {
  if (sent === false) return "unsent";
  if (overdue) return "overdue";
  if (open) return "open";
  return status === undefined ? "all" : TABS.find((tab) => tab === status);
}

/** What a tab puts into the address. */
export function searchOf(tab: InvoiceTab): Pick<ListSearch, "status" | "overdue" | "open" | "sent" | "age"> {
  const none = { status: undefined, overdue: undefined, open: undefined, sent: undefined, age: undefined };
  if (tab === "all") return none;
  if (tab === "unsent") return { ...none, sent: false };
  if (tab === "overdue" || tab === "open") return { ...none, [tab]: true };
  return { ...none, status: tab };
}

/** When the invoices were issued, as seen from today: a kept view moves on with the calendar. */
export const PERIODS = ["this_month", "last_month", "this_year", "last_year"] as const;
export type Period = (typeof PERIODS)[number];

/** The first and the last day of a period. */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const day = (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  switch (period) {
    case "this_month":
      return { from: day(year, month, 1), to: day(year, month + 1, 0) };
    case "last_month":
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case "this_year":
      return { from: day(year, 1, 1), to: day(year, 12, 31) };
    case "last_year":
      return { from: day(year - 1, 1, 1), to: day(year - 1, 12, 31) };
  }
}

/** The API's filters for an address. Late ones begin with what is latest. */
export function filtersOf(search: ListSearch): InvoiceFilters {
  const { q, status, overdue, open, sent, age, period, customer, order, sort } = search;
  const days = period && daysOf(period, today());
  return {
    q,
    status,
    overdue,
    open,
    sent,
    age,
    issued_from: days?.from,
    issued_to: days?.to,
    customer_id: customer,
    order_id: order,
    sort: sort ?? (overdue || age ? "due_on" : "-number"),
  };
}
