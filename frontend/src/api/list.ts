/** How does the app read a long list? A page at a time, from where the last one ended. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

/** A page of a list. */
export type Page<Row> = { items: Row[]; next: string | null; total: number | null };

/** The query of a list: `queryKey` names it with its filters, `read` fetches the page after a cursor. */
export function listOptions<Row>(
  queryKey: readonly unknown[],
  read: (after: string | undefined) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // The old rows stay while the new filter loads.
    placeholderData: keepPreviousData,
  });
}
