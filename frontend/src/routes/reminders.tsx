/** At which addresses are reminders and the customer ledger? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { insideRoute, oneOf, optional } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser",
  validateSearch: (search: Record<string, unknown>) =>
    optional({ tab: oneOf(["late", "sent"] as const, search.tab) }),
  component: lazyRouteComponent(() => import("@/features/reminders/reminder-page.tsx"), "ReminderPage"),
});

const settings = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser/installningar",
  component: lazyRouteComponent(
    () => import("@/features/reminders/settings-page.tsx"),
    "ReminderSettingsPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser/$reminderId",
  component: lazyRouteComponent(
    () => import("@/features/reminders/reminder-document.tsx"),
    "ReminderDocument",
  ),
});

/** A day of the address. */
const day = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

const ledger = createRoute({
  getParentRoute: () => insideRoute,
  path: "/reskontra",
  validateSearch: (search: Record<string, unknown>) => optional({ day: day(search.day) }),
  component: lazyRouteComponent(() => import("@/features/ledger/ledger-page.tsx"), "LedgerPage"),
});

const statement = createRoute({
  getParentRoute: () => insideRoute,
  path: "/reskontra/$customerId",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      from: day(search.from),
      to: day(search.to),
      language: oneOf(["sv", "en"] as const, search.language),
    }),
  component: lazyRouteComponent(() => import("@/features/ledger/statement-page.tsx"), "StatementPage"),
});

export const reminderRoutes = [list, settings, one, ledger, statement] as const;
