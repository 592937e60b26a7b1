/** What does the app read and change of articles? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Article = Schema<"Article">;
export type ArticleInput = Schema<"ArticleInput">;

/** What narrows the list of articles. */
export type ArticleFilters = {
  q?: string;
  kind?: Schema<"LineKind">;
  archived?: boolean;
  sort?: "name" | "number";
};

/** The list of articles. */
export const articleList = ({ q, kind, archived = false, sort }: ArticleFilters) =>
  listOptions(["articles", "list", { q, kind, archived, sort }], (after) =>
    answer(
      api.GET("/api/v1/articles", {
        params: { query: { q, kind, archived, sort, after, total: after === undefined } },
      }),
    ),
  );

/** One article. */
export const articleQuery = (article_id: string) =>
  queryOptions({
    queryKey: ["articles", article_id],
    queryFn: () => answer(api.GET("/api/v1/articles/{article_id}", { params: { path: { article_id } } })),
  });

function useKeepArticle() {
  const client = useQueryClient();
  return (article: Article) => {
    client.setQueryData(articleQuery(article.id).queryKey, article);
    client.invalidateQueries({
      queryKey: ["articles"],
      predicate: ({ queryKey }) => queryKey[1] !== article.id,
    });
  };
}

/** Adds an article. */
export function useCreateArticle() {
  return useCommand(
    (body: ArticleInput, key) => answer(api.POST("/api/v1/articles", { params: { header: key }, body })),
    { onSuccess: useKeepArticle() },
  );
}

/** Changes an article. */
export function useReplaceArticle(article_id: string) {
  return useCommand(
    ({ version, body }: { version: number; body: ArticleInput }) =>
      answer(
        api.PUT("/api/v1/articles/{article_id}", {
          params: { path: { article_id }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: useKeepArticle() },
  );
}

/** Says what a kit is made of. */
export function useReplaceParts(article_id: string) {
  return useCommand(
    ({ version, body }: { version: number; body: Schema<"ReplaceArticleParts"> }) =>
      answer(
        api.PUT("/api/v1/articles/{article_id}/parts", {
          params: { path: { article_id }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: useKeepArticle() },
  );
}

/** Puts an article away, or takes it out again. */
export function useArchiveArticle() {
  return useCommand(
    ({ article, archived }: { article: Pick<Article, "id" | "version">; archived: boolean }, key) =>
      answer(
        api.POST("/api/v1/articles/{article_id}/archive", {
          params: { path: { article_id: article.id }, header: { ...ifMatch(article.version), ...key } },
          body: { archived },
        }),
      ),
    { onSuccess: useKeepArticle() },
  );
}
