/** At which address are the books? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const books = createRoute({
  getParentRoute: () => insideRoute,
  path: "/bokforing",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      tab: oneOf(["vouchers", "vat", "export", "years", "accounts", "series"] as const, search.tab),
      from: words(search.from),
      to: words(search.to),
      account: words(search.account),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/bookkeeping/books-page.tsx"), "bookkeeping", "support"),
    "BooksPage",
  ),
});

export const bookkeepingRoutes = [books] as const;
