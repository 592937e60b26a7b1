/** At which addresses is the overview? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute } from "./root.tsx";

const dashboard = createRoute({
  getParentRoute: () => insideRoute,
  path: "/",
  component: lazyRouteComponent(
    part(() => import("@/features/dashboard/dashboard-page.tsx"), "dashboard", "eInvoice", "time"),
    "DashboardPage",
  ),
});

export const dashboardRoutes = [dashboard];
