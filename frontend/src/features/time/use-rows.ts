/** Which rows has a week? Those with hours, and those added, copied or typed into that have none yet. */
import { showNotification } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem.ts";
import { addWeeks, weekNumber } from "@/lib/date.ts";
import { daysOf, headOf, missingRows, type RowHead, rowKey, rowsOf, type Timesheet } from "./grid.ts";
import { sheetQuery } from "./queries.ts";

/** The rows of a week, and how they become more and fewer. */
export function useRows(
  week: string,
  member: string | undefined,
  sheet: Timesheet | undefined,
  unsaved: ReadonlyMap<string, { row: RowHead; day: string }>,
) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const days = useMemo(() => daysOf(week), [week]);
  const key = useMemo(() => ["time-rows", week, member ?? "own"], [week, member]);
  const { data: added } = useQuery<RowHead[]>({
    queryKey: key,
    queryFn: () => [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const rows = useMemo(() => {
    // Unsent hours have their row also after the window was closed.
    const typed = [...unsaved.values()].filter(({ day }) => days.includes(day)).map(({ row }) => row);
    return rowsOf(sheet?.entries ?? [], [...(added ?? []), ...typed], days);
  }, [sheet, added, days, unsaved]);
  const change = useCallback(
    (act: (rows: RowHead[]) => RowHead[]) =>
      client.setQueryData<RowHead[]>(key, (before) => act(before ?? [])),
    [client, key],
  );
  const add = useCallback(
    (head: RowHead) =>
      change((before) => [...before.filter((each) => rowKey(each) !== rowKey(head)), headOf(head)]),
    [change],
  );
  const remove = (head: RowHead) =>
    change((before) => before.filter((each) => rowKey(each) !== rowKey(head)));
  const copy = async () => {
    const last = addWeeks(week, -1);
    const number = weekNumber(last);
    const tell = (message: string) => showNotification({ message });
    try {
      const { entries } = await client.fetchQuery(sheetQuery(last, member));
      const missing = missingRows(entries, rows);
      change((before) => [...before, ...missing]);
      tell(
        missing.length ? t("time.rowsCopied", { count: missing.length }) : t("time.noRowsToCopy", { number }),
      );
    } catch (error) {
      showNotification({ color: "red", message: t(`problem.code.${asProblem(error).code}`) });
    }
  };
  return { rows, days, add, remove, copy };
}
