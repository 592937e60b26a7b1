/** Which tab of the list of orders does an address show? */
import type { Schema } from "@/api/client.ts";
import type { OrderFilters, OrderSort } from "./queries.ts";

/** The tabs, the first being what is to be done. */
export const TABS = ["open", "planned", "in_progress", "completed", "to_invoice", "all"] as const;
/** A tab. */
export type OrderTab = (typeof TABS)[number];

/** What the address may hold. */
export type ListSearch = {
  q?: string | undefined;
  status?: Schema<"OrderStatus"> | undefined;
  open?: boolean | undefined;
  all?: boolean | undefined;
  to_invoice?: boolean | undefined;
  customer?: string | undefined;
  sort?: OrderSort | undefined;
};

/** The tab; undefined for a state that has none. A customer's orders are all of them, unless said otherwise. */
export function tabOf({ status, open, all, to_invoice, customer }: ListSearch): OrderTab | undefined {
  if (to_invoice) return "to_invoice";
  if (status) return TABS.find((tab) => tab === status);
  if (all) return "all";
  return open || !customer ? "open" : "all";
}

/** What stands in the address for a tab. */
export function searchOf(tab: OrderTab): Pick<ListSearch, "status" | "open" | "all" | "to_invoice"> {
  const none = { status: undefined, open: undefined, all: undefined, to_invoice: undefined };
  if (tab === "open" || tab === "to_invoice") return { ...none, [tab]: true };
  return tab === "all" ? { ...none, all: true } : { ...none, status: tab };
}

/** What the server is asked. */
export function filtersOf(search: ListSearch): OrderFilters {
  return {
    q: search.q,
    status: search.status,
    open: tabOf(search) === "open" ? true : undefined,
    to_invoice: search.to_invoice,
    customer_id: search.customer,
  };
}
