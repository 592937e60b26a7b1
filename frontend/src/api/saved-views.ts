/** In which ways does somebody look at a list again and again? One's own views, kept by the server. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "./client.ts";
import { useCommand } from "./use-command.ts";

/** A list that has views. */
export type ViewedList = Schema<"ViewedList">;
/** A name for filters and sorting. */
export type SavedView = Schema<"SavedView">;

/** One's own views of a list. */
export const savedViewsQuery = (list: ViewedList) =>
  queryOptions({
    queryKey: ["saved-views", list],
    queryFn: () => answer(api.GET("/api/v1/saved-views", { params: { query: { list } } })),
    staleTime: 300_000,
  });

/** Keeps a view. */
export function useSaveView(list: ViewedList) {
  const client = useQueryClient();
  return useCommand(
    (view: { name: string; search: string }, key) =>
      answer(api.POST("/api/v1/saved-views", { params: { header: key }, body: { list, ...view } })),
    { onSuccess: () => client.invalidateQueries(savedViewsQuery(list)) },
  );
}

/** Lets a view go. */
export function useDropView(list: ViewedList) {
  const client = useQueryClient();
  return useCommand(
    (saved_view_id: string) =>
      answer(api.DELETE("/api/v1/saved-views/{saved_view_id}", { params: { path: { saved_view_id } } })),
    { onSuccess: () => client.invalidateQueries(savedViewsQuery(list)) },
  );
}
