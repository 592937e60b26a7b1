/** At which addresses are the company, its users, its events, and one's own account? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const company = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag",
  component: lazyRouteComponent(() => import("@/features/company/company-page.tsx"), "CompanyPage"),
});

const deductionRules = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag/skattereduktion",
  component: lazyRouteComponent(() => import("@/features/deductions/rules-page.tsx"), "DeductionRulesPage"),
});

const support = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag/support",
  component: lazyRouteComponent(() => import("@/features/support/support-page.tsx"), "SupportPage"),
});

const openings = createRoute({
  getParentRoute: () => insideRoute,
  path: "/support",
  component: lazyRouteComponent(() => import("@/features/support/openings-page.tsx"), "OpeningsPage"),
});

const users = createRoute({
  getParentRoute: () => insideRoute,
  path: "/anvandare",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      status: oneOf(["active", "invited", "deactivated"], search.status),
      role: oneOf(["owner", "admin", "office", "worker", "accountant"], search.role),
      sort: oneOf(["name", "-name"], search.sort),
    }),
  component: lazyRouteComponent(() => import("@/features/users/user-list.tsx"), "UserList"),
});

const user = createRoute({
  getParentRoute: () => insideRoute,
  path: "/anvandare/$userId",
  component: lazyRouteComponent(() => import("@/features/users/user-page.tsx"), "UserPage"),
});

const audit = createRoute({
  getParentRoute: () => insideRoute,
  path: "/handelser",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      kind: words(search.kind),
      entity: words(search.entity),
      actor: words(search.actor),
    }),
  component: lazyRouteComponent(() => import("@/features/audit/audit-page.tsx"), "AuditPage"),
});

const account = createRoute({
  getParentRoute: () => insideRoute,
  path: "/konto",
  component: lazyRouteComponent(() => import("@/features/account/account-page.tsx"), "AccountPage"),
});

export const companyRoutes = [
  company,
  deductionRules,
  support,
  openings,
  users,
  user,
  audit,
  account,
] as const;
