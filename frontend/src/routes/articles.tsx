/** At which addresses are articles? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, words } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/artiklar",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: words(search.q),
      kind: oneOf(["work", "material", "travel", "other"] as const, search.kind),
      archived: search.archived === true ? true : undefined,
      sort: oneOf(["name", "number"] as const, search.sort),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/articles/article-list.tsx"), "articles", "support"),
    "ArticleList",
  ),
});

const create = createRoute({
  getParentRoute: () => insideRoute,
  path: "/artiklar/ny",
  component: lazyRouteComponent(
    part(() => import("@/features/articles/article-new.tsx"), "articles", "deductions"),
    "ArticleNew",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/artiklar/$articleId",
  component: lazyRouteComponent(
    part(() => import("@/features/articles/article-page.tsx"), "articles", "deductions"),
    "ArticlePage",
  ),
});

export const articleRoutes = [list, create, one] as const;
