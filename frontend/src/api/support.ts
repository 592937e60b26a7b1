/** Is the company open to the operator's support now? Its page and the banner on every page ask. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";

/** Under which key everything about support access is kept. */
export const SUPPORT_KEY = ["support-accesses"];

/** What is open now, asked again and again: it ends by itself. */
export const openAccess = queryOptions({
  queryKey: [...SUPPORT_KEY, "open"],
  queryFn: async () => {
    const params = { query: { open: true, limit: 1 } };
    const { items } = await answer(api.GET("/api/v1/support-accesses", { params }));
    return items[0] ?? null;
  },
  refetchInterval: 30_000,
});
