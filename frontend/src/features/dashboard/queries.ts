/** What does the first page read? */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";

export type Dashboard = Schema<"Dashboard">;
export type RecentEvent = Schema<"RecentEvent">;

/** What waits, as far as the user may see it. */
export const dashboardQuery = queryOptions({
  queryKey: ["dashboard"],
  queryFn: () => answer(api.GET("/api/v1/dashboard")),
});

const SHOWN = 8;

/** The open orders that the user works on, the nearest first. */
export const ownOrdersQuery = queryOptions({
  queryKey: ["orders", "own"],
  queryFn: () =>
    answer(
      api.GET("/api/v1/orders", { params: { query: { open: true, sort: "planned_on", limit: SHOWN } } }),
    ),
});

/** Whether a new company has its first article, customer and offer. */
export const beginningsQuery = queryOptions({
  queryKey: ["dashboard", "beginnings"],
  queryFn: async () => {
    const query = { limit: 1 };
    const [articles, customers, offers] = await Promise.all([
      answer(api.GET("/api/v1/articles", { params: { query } })),
      answer(api.GET("/api/v1/customers", { params: { query } })),
      answer(api.GET("/api/v1/offers", { params: { query } })),
    ]);
    return {
      article: articles.items.length > 0,
      customer: customers.items.length > 0,
      offer: offers.items.length > 0,
    };
  },
});
