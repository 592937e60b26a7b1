/** At which addresses are the bank's files? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/inbetalningar",
  component: lazyRouteComponent(
    part(() => import("@/features/payments/imports-page.tsx"), "payments"),
    "ImportsPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/inbetalningar/$importId",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      tab: oneOf(["matched", "suggested", "unmatched", "booked", "set_aside"] as const, search.tab),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/payments/import-page.tsx"), "claims", "payments"),
    "ImportPage",
  ),
});

export const paymentRoutes = [list, one] as const;
