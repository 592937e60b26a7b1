/** At which addresses does one come in? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { optional, rootRoute } from "./root.tsx";

/** Where to go on after the log-in: an address of ours, nothing else. */
const inside = (next: unknown) =>
  typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/logga-in") ? next : undefined;

const login = createRoute({
  getParentRoute: () => rootRoute,
  path: "/logga-in",
  validateSearch: (search: Record<string, unknown>) => optional({ next: inside(search.next) }),
  component: lazyRouteComponent(() => import("@/features/session/login-page.tsx"), "LoginPage"),
});

const forgotten = createRoute({
  getParentRoute: () => rootRoute,
  path: "/glomt-losenord",
  component: lazyRouteComponent(() => import("@/features/session/forgotten-page.tsx"), "ForgottenPage"),
});

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: "/nytt-losenord",
  component: lazyRouteComponent(() => import("@/features/session/reset-page.tsx"), "ResetPage"),
});

const welcome = createRoute({
  getParentRoute: () => rootRoute,
  path: "/valkommen",
  component: lazyRouteComponent(() => import("@/features/session/welcome-page.tsx"), "WelcomePage"),
});

export const sessionRoutes = [login, forgotten, reset, welcome] as const;
