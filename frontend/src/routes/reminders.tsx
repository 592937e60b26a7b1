/** At which addresses are reminders and the customer ledger? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser",
  validateSearch: (search: Record<string, unknown>) =>
    optional({ tab: oneOf(["late", "sent"] as const, search.tab) }),
  component: lazyRouteComponent(
    part(() => import("@/features/reminders/reminder-page.tsx"), "eInvoice", "reminders"),
    "ReminderPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser/installningar",
  component: lazyRouteComponent(
    part(() => import("@/features/reminders/settings-page.tsx"), "reminders"),
    "ReminderSettingsPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/paminnelser/$reminderId",
  component: lazyRouteComponent(
    part(() => import("@/features/reminders/reminder-document.tsx"), "reminders", "support"),
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
  component: lazyRouteComponent(
    part(() => import("@/features/ledger/ledger-page.tsx"), "ledger"),
    "LedgerPage",
  ),
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
  component: lazyRouteComponent(
    part(() => import("@/features/ledger/statement-page.tsx"), "ledger"),
    "StatementPage",
  ),
});

export const reminderRoutes = [list, settings, one, ledger, statement] as const;
