/** Which tab of the list of orders does an address show? */
import type { Schema } from "@/api/client.ts";
import type { OrderFilters, OrderSort } from "./queries.ts";

/** The tabs, the first being what is to be done. */
export const TABS = ["open", "planned", "in_progress", "completed", "all"] as const;
/** A tab. */
export type OrderTab = (typeof TABS)[number];

/** What the address may hold. */
export type ListSearch = {
  q?: string | undefined;
  status?: Schema<"OrderStatus"> | undefined;
  open?: boolean | undefined;
  all?: boolean | undefined;
  customer?: string | undefined;
  sort?: OrderSort | undefined;
};

/** The tab; undefined for a state that has none. A customer's orders are all of them, unless said otherwise. */
export function tabOf({ status, open, all, customer }: ListSearch): OrderTab | undefined {
  if (status) return TABS.find((tab) => tab === status);
  if (all) return "all";
  return open || !customer ? "open" : "all";
}

/** What stands in the address for a tab. */
export function searchOf(tab: OrderTab): Pick<ListSearch, "status" | "open" | "all"> {
  const none = { status: undefined, open: undefined, all: undefined };
  if (tab === "open") return { ...none, open: true };
  return tab === "all" ? { ...none, all: true } : { ...none, status: tab };
}

/** What the server is asked. */
export function filtersOf(search: ListSearch): OrderFilters {
  return {
    q: search.q,
    status: search.status,
    open: tabOf(search) === "open" ? true : undefined,
    customer_id: search.customer,
  };
}
