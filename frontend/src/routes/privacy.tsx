/** At which addresses does one ask about one's data, and where is that answered? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
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
  component: lazyRouteComponent(
    part(
      () => import("@/features/privacy/desk-page.tsx"),
      "breaches",
      "customers",
      "eInvoice",
      "limits",
      "notices",
      "privacy",
      "processing",
      "recipients",
      "retention",
      "subjects",
    ),
    "PrivacyDeskPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/integritetsarenden/$requestId",
  component: lazyRouteComponent(
    part(
      () => import("@/features/privacy/request-page.tsx"),
      "eInvoice",
      "notices",
      "privacy",
      "recipients",
      "subjects",
    ),
    "PrivacyRequestPage",
  ),
});

const breach = createRoute({
  getParentRoute: () => insideRoute,
  path: "/incidenter/$breachId",
  component: lazyRouteComponent(
    part(() => import("@/features/privacy/breach-page.tsx"), "breaches", "eInvoice", "privacy", "recipients"),
    "BreachPage",
  ),
});

const operator = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritet",
  component: lazyRouteComponent(
    part(() => import("@/features/privacy/public-privacy-page.tsx"), "privacy"),
    "PublicPrivacyPage",
  ),
});

const company = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritet/$slug",
  component: lazyRouteComponent(
    part(() => import("@/features/privacy/public-privacy-page.tsx"), "privacy"),
    "PublicPrivacyPage",
  ),
});

/** A mailed link; its secret stands behind `#` and reaches no log. */
const link = createRoute({
  getParentRoute: () => rootRoute,
  path: "/integritetslank",
  component: lazyRouteComponent(
    part(() => import("@/features/privacy/privacy-link-page.tsx"), "privacy"),
    "PrivacyLinkPage",
  ),
});

export const privacyRoutes = [desk, one, breach] as const;
export const publicPrivacyRoutes = [operator, company, link] as const;
