/** At which addresses are orders? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/order",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: words(search.q),
      status: oneOf(["planned", "in_progress", "completed", "closed", "cancelled"] as const, search.status),
      open: search.open === true ? true : undefined,
      all: search.all === true ? true : undefined,
      to_invoice: search.to_invoice === true ? true : undefined,
      customer: words(search.customer),
      sort: oneOf(["-number", "number", "planned_on"] as const, search.sort),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/orders/order-list.tsx"), "eInvoice", "orders", "support"),
    "OrderList",
  ),
});

const create = createRoute({
  getParentRoute: () => insideRoute,
  path: "/order/ny",
  validateSearch: (search: Record<string, unknown>) => optional({ customer: words(search.customer) }),
  component: lazyRouteComponent(
    part(() => import("@/features/orders/order-new.tsx"), "deductions", "orders", "shell"),
    "OrderNew",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/order/$orderId",
  component: lazyRouteComponent(
    part(() => import("@/features/orders/order-page.tsx"), "deductions", "eInvoice", "orders"),
    "OrderPage",
  ),
});

export const orderRoutes = [list, create, one] as const;
