/** At which addresses are offers? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, rootRoute, words } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/offerter",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: words(search.q),
      status: oneOf(
        ["draft", "sent", "accepted", "declined", "expired", "withdrawn"] as const,
        search.status,
      ),
      customer: words(search.customer),
      sort: oneOf(["-number", "number", "-offered_on", "-total_ore"] as const, search.sort),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/offers/offer-list.tsx"), "eInvoice", "offers", "support"),
    "OfferList",
  ),
});

const create = createRoute({
  getParentRoute: () => insideRoute,
  path: "/offerter/ny",
  validateSearch: (search: Record<string, unknown>) => optional({ customer: words(search.customer) }),
  component: lazyRouteComponent(
    part(() => import("@/features/offers/offer-new.tsx"), "deductions", "offers", "shell"),
    "OfferNew",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/offerter/$offerId",
  validateSearch: (search: Record<string, unknown>) =>
    optional({ view: oneOf(["pdf"] as const, search.view) }),
  component: lazyRouteComponent(
    part(
      () => import("@/features/offers/offer-page.tsx"),
      "deductions",
      "eInvoice",
      "offers",
      "shell",
      "support",
    ),
    "OfferPage",
  ),
});

/** The customer's page; its secret stands behind `#` and reaches no log. */
const open = createRoute({
  getParentRoute: () => rootRoute,
  path: "/o",
  component: lazyRouteComponent(
    part(() => import("@/features/offers/public-offer-page.tsx"), "offers", "privacy"),
    "PublicOfferPage",
  ),
});

export const offerRoutes = [list, create, one] as const;
export const publicOfferRoutes = [open] as const;
