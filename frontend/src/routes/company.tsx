/** At which addresses are the company, its users, its events, and one's own account? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const company = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag",
  component: lazyRouteComponent(
    part(() => import("@/features/company/company-page.tsx"), "company", "deductions", "support"),
    "CompanyPage",
  ),
});

const deductionRules = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag/skattereduktion",
  component: lazyRouteComponent(
    part(() => import("@/features/deductions/rules-page.tsx"), "deductions"),
    "DeductionRulesPage",
  ),
});

const support = createRoute({
  getParentRoute: () => insideRoute,
  path: "/foretag/support",
  component: lazyRouteComponent(
    part(() => import("@/features/support/support-page.tsx"), "support"),
    "SupportPage",
  ),
});

const openings = createRoute({
  getParentRoute: () => insideRoute,
  path: "/support",
  component: lazyRouteComponent(
    part(() => import("@/features/support/openings-page.tsx"), "support"),
    "OpeningsPage",
  ),
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
  component: lazyRouteComponent(
    part(() => import("@/features/users/user-list.tsx"), "users"),
    "UserList",
  ),
});

const user = createRoute({
  getParentRoute: () => insideRoute,
  path: "/anvandare/$userId",
  component: lazyRouteComponent(
    part(() => import("@/features/users/user-page.tsx"), "eInvoice", "users"),
    "UserPage",
  ),
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
  component: lazyRouteComponent(
    part(
      () => import("@/features/audit/audit-page.tsx"),
      "audit",
      "customers",
      "deductions",
      "eInvoice",
      "orders",
      "users",
    ),
    "AuditPage",
  ),
});

const account = createRoute({
  getParentRoute: () => insideRoute,
  path: "/konto",
  component: lazyRouteComponent(
    part(() => import("@/features/account/account-page.tsx"), "account", "privacy", "shell", "time"),
    "AccountPage",
  ),
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
