/** At which addresses is the overview? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { insideRoute } from "./root.tsx";

const dashboard = createRoute({
  getParentRoute: () => insideRoute,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/dashboard/dashboard-page.tsx"), "DashboardPage"),
});

export const dashboardRoutes = [dashboard];
