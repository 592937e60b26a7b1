/** At which addresses are the deductions that the tax agency is asked for? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional } from "./root.tsx";

const STATES = [
  "waiting_for_payment",
  "ready",
  "lapsed",
  "partly_asked",
  "asked",
  "approved",
  "refused",
  "paid_out",
  "to_repay",
  "closed",
] as const;

const desk = createRoute({
  getParentRoute: () => insideRoute,
  path: "/skatteavdrag",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      tab: oneOf(["cases", "claims"] as const, search.tab),
      state: oneOf(STATES, search.state),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/claims/desk-page.tsx"), "claims", "deductions"),
    "DeductionDeskPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/skatteavdrag/$caseId",
  component: lazyRouteComponent(
    part(() => import("@/features/claims/case-page.tsx"), "claims", "deductions"),
    "DeductionCasePage",
  ),
});

export const claimRoutes = [desk, one] as const;
