/** At which addresses does one ask about one's data, and where is that answered? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { insideRoute, oneOf, optional, rootRoute } from "./root.tsx";

const KINDS = [
  "access",
  "rectification",
  "completion",
  "erasure",
  "restriction",
  "objection",
  "portability",
  "complaint",
] as const;

/** As what a person is known. */
const PEOPLE = ["customer", "household_member", "deduction_buyer", "user", "requester"] as const;

const idOf = (id: unknown) => (typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? id : undefined);

const desk = createRoute({
  getParentRoute: () => insideRoute,
  path: "/integritetsarenden",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      tab: oneOf(
        ["requests", "subjects", "limits", "breaches", "retention", "recipients", "record"] as const,
        search.tab,
      ),
      show: oneOf(["late", "ended"] as const, search.show),
      kind: oneOf(KINDS, search.kind),
      // Whose data is looked at, by id alone.
      as: oneOf(PEOPLE, search.as),
      id: idOf(search.id),
    }),
  component: lazyRouteComponent(() => import("@/features/privacy/desk-page.tsx"), "PrivacyDeskPage"),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/integritetsarenden/$requestId",
  component: lazyRouteComponent(() => import("@/features/privacy/request-page.tsx"), "PrivacyRequestPage"),
});

const breach = createRoute({
  getParentRoute: () => insideRoute,
  path: "/incidenter/$breachId",
  component: lazyRouteComponent(() => import("@/features/privacy/breach-page.tsx"), "BreachPage"),
});

const operator = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritet",
  component: lazyRouteComponent(
    () => import("@/features/privacy/public-privacy-page.tsx"),
    "PublicPrivacyPage",
  ),
});

const company = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritet/$slug",
  component: lazyRouteComponent(
    () => import("@/features/privacy/public-privacy-page.tsx"),
    "PublicPrivacyPage",
  ),
});

/** A mailed link; its secret stands behind `#` and reaches no log. */
const link = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritetslank",
  component: lazyRouteComponent(() => import("@/features/privacy/privacy-link-page.tsx"), "PrivacyLinkPage"),
});

export const privacyRoutes = [desk, one, breach] as const;
export const publicPrivacyRoutes = [operator, company, link] as const;
