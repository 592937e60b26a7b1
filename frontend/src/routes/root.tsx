/** What do all pages share? The frame, the way in, and what is shown when something fails. */
import { createRootRoute, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { LazyShell, NoSuchPage, NotFound, PageError } from "@/app/error-pages.tsx";
import { queryClient } from "@/app/query-client.ts";
import { meQuery } from "@/app/session.ts";

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NoSuchPage,
  errorComponent: PageError,
});

/** Everything behind the log-in. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "inside",
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: "/logga-in", search: { next: location.href } });
  },
  component: LazyShell,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

/** A word of the address, when it is one of these. */
export function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

/** Text of the address. */
export function words(value: unknown): string | undefined {
  return typeof value === "string" && value !== ""
    ? value.slice(0, 200)
    : typeof value === "number"
      ? String(value)
      : undefined;
}

/** What an address may hold; what is absent stays out of it. */
export function optional<Search extends object>(search: Search): Partial<Search> {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined),
  ) as Partial<Search>;
}
