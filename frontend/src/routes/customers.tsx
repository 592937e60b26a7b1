/** At which addresses are customers? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/kunder",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: words(search.q),
      kind: oneOf(["private", "company"] as const, search.kind),
      archived: search.archived === true ? true : undefined,
      sort: oneOf(["name", "-name", "number", "-number"] as const, search.sort),
    }),
  component: lazyRouteComponent(
    part(
      () => import("@/features/customers/customer-list.tsx"),
      "customers",
      "deductions",
      "portability",
      "support",
    ),
    "CustomerList",
  ),
});

const create = createRoute({
  getParentRoute: () => insideRoute,
  path: "/kunder/ny",
  component: lazyRouteComponent(
    part(() => import("@/features/customers/customer-new.tsx"), "customers"),
    "CustomerNew",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/kunder/$customerId",
  component: lazyRouteComponent(
    part(
      () => import("@/features/customers/customer-page.tsx"),
      "customers",
      "deductions",
      "eInvoice",
      "limits",
    ),
    "CustomerPage",
  ),
});

export const customerRoutes = [list, create, one] as const;
