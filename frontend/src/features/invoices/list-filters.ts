/** Which invoices does the address ask for? The tabs of the list and the filters of the API that they stand for. */
import type { InvoiceFilters, InvoiceSort } from "./queries.ts";

/** The tabs, in order. */
export const TABS = ["all", "draft", "issued", "partly_paid", "overdue", "paid"] as const;
export type InvoiceTab = (typeof TABS)[number];

/** What the list's address holds. */
export type ListSearch = {
  q?: string;
  status?: "draft" | "issued" | "partly_paid" | "paid" | "credited" | "written_off";
  overdue?: boolean;
  customer?: string;
  order?: string;
  sort?: InvoiceSort;
};

/** The tab that an address stands on; none when it asks for something that has no tab. */
export function tabOf({ status, overdue }: ListSearch): InvoiceTab | undefined {
  if (overdue) return "overdue";
  return status === undefined ? "all" : TABS.find((tab) => tab === status);
}

/** What a tab puts into the address. */
export function searchOf(tab: InvoiceTab): Pick<ListSearch, "status" | "overdue"> {
  if (tab === "all") return { status: undefined, overdue: undefined };
  if (tab === "overdue") return { status: undefined, overdue: true };
  return { status: tab, overdue: undefined };
}

/** The API's filters for an address. Late ones begin with what is latest. */
export function filtersOf({ q, status, overdue, customer, order, sort }: ListSearch): InvoiceFilters {
  return {
    q,
    status,
    overdue,
    customer_id: customer,
    order_id: order,
    sort: sort ?? (overdue ? "due_on" : "-number"),
  };
}
