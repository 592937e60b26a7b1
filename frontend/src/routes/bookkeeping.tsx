/** At which address are the books? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
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
  component: lazyRouteComponent(() => import("@/features/bookkeeping/books-page.tsx"), "BooksPage"),
});

export const bookkeepingRoutes = [books] as const;
