/** How are all rows ticked that fit the filter, not only those that are shown? The rest is read first. */
import { useState } from "react";

/** So many are enough for one go. */
const MOST = 500;

type Row = { id: string };
type Pages = { pages: { items: Row[]; total: number | null }[] };
type Query = {
  data: Pages | undefined;
  hasNextPage: boolean;
  fetchNextPage: () => Promise<{ data: Pages | undefined; hasNextPage: boolean; isError: boolean }>;
};

const rowsOf = (data: Pages | undefined): Row[] => data?.pages.flatMap((page) => page.items) ?? [];

/** Whether there are more than the ticked ones, how many it would be, and how they are ticked. */
export function useTickAll(query: Query, ticked: number, onTick: (ids: Set<string>) => void) {
  const [busy, setBusy] = useState(false);
  const total = query.data?.pages[0]?.total ?? rowsOf(query.data).length;
  const most = Math.min(total, MOST);
  const tick = async () => {
    setBusy(true);
    let { data, hasNextPage } = query;
    while (hasNextPage && rowsOf(data).length < most) {
      const next = await query.fetchNextPage();
      if (next.isError) break;
      ({ data, hasNextPage } = next);
    }
    setBusy(false);
    onTick(
      new Set(
        rowsOf(data)
          .slice(0, MOST)
          .map(({ id }) => id),
      ),
    );
  };
  return { more: ticked < most, most, busy, tick };
}
