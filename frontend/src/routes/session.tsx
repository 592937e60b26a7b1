/** At which addresses does one come in? */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { queryClient } from "@/app/query-client.ts";
import { meQuery } from "@/app/session.ts";
import { optional, rootRoute } from "./root.tsx";

/** Where to go on after the log-in: an address of ours, nothing else. */
const inside = (next: unknown) =>
  typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/logga-in") ? next : undefined;

const login = createRoute({
  getParentRoute: () => rootRoute,
  path: "/logga-in",
  validateSearch: (search: Record<string, unknown>) => optional({ next: inside(search.next) }),
  beforeLoad: async ({ search }) => {
    // Without an answer the form is shown: it says what is wrong when it is sent.
    const me = await queryClient.ensureQueryData(meQuery).catch(() => null);
    if (me) throw redirect({ href: search.next ?? "/" });
  },
  component: lazyRouteComponent(
    part(() => import("@/features/session/login-page.tsx"), "session"),
    "LoginPage",
  ),
});

const forgotten = createRoute({
  getParentRoute: () => rootRoute,
  path: "/glomt-losenord",
  component: lazyRouteComponent(
    part(() => import("@/features/session/forgotten-page.tsx"), "session"),
    "ForgottenPage",
  ),
});

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: "/nytt-losenord",
  component: lazyRouteComponent(
    part(() => import("@/features/session/reset-page.tsx"), "session"),
    "ResetPage",
  ),
});

const email = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ny-adress",
  component: lazyRouteComponent(
    part(() => import("@/features/session/email-page.tsx"), "session"),
    "EmailPage",
  ),
});

const welcome = createRoute({
  getParentRoute: () => rootRoute,
  path: "/valkommen",
  component: lazyRouteComponent(
    part(() => import("@/features/session/welcome-page.tsx"), "session"),
    "WelcomePage",
  ),
});

export const sessionRoutes = [login, forgotten, reset, email, welcome] as const;
