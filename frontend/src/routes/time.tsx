/** At which addresses is time reported and approved? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const WEEK = /^\d{4}-W\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const like = (pattern: RegExp, value: unknown) =>
  typeof value === "string" && pattern.test(value) ? value : undefined;

const week = createRoute({
  getParentRoute: () => insideRoute,
  path: "/tid",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      week: like(WEEK, search.week),
      day: like(DAY, search.day),
      order: words(search.order),
      member: words(search.member),
      unsent: words(search.unsent),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/time/time-page.tsx"), "eInvoice", "time"),
    "TimePage",
  ),
});

const approve = createRoute({
  getParentRoute: () => insideRoute,
  path: "/tid/attest",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      status: oneOf(["open", "submitted", "approved", "rejected"] as const, search.status),
      week: like(WEEK, search.week),
      opened: like(WEEK, search.opened),
      member: words(search.member),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/time/approve-page.tsx"), "eInvoice", "time"),
    "ApprovePage",
  ),
});

export const timeRoutes = [week, approve] as const;
