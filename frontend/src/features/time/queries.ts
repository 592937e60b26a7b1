/** What does the app read and change of time? */
import { keepPreviousData, type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";
import { addDays } from "@/lib/date.ts";
import { type TimeEntry, type Timesheet, withEntry, withoutEntry } from "./grid.ts";

export type TimeEntryInput = Schema<"TimeEntryInput">;
export type TimesheetItem = Schema<"TimesheetItem">;
export type OrderItem = Schema<"OrderItem">;

/** An employee's week; one's own without `member`. */
export const sheetQuery = (week: string, member: string | undefined) =>
  queryOptions({ queryKey: ["timesheets", week, member ?? "own"], queryFn: () => readSheet(week, member) });

/** An employee's week as the server has it now. */
export function readSheet(week: string, membership_id: string | undefined): Promise<Timesheet> {
  return answer(
    api.GET("/api/v1/timesheets/{week}", { params: { path: { week }, query: { membership_id } } }),
  );
}

const RECENT_DAYS = 28;
const RECENT = 100;

/** What somebody has lately reported before a day, the latest first: for choices and copies. */
export const recentEntries = (membership_id: string, before: string) =>
  queryOptions({
    queryKey: ["time-entries", "recent", membership_id, before],
    queryFn: () =>
      answer(
        api.GET("/api/v1/time-entries", {
          params: {
            query: {
              membership_id,
              from_on: addDays(before, -RECENT_DAYS),
              to_on: before,
              sort: "-worked_on",
              limit: RECENT,
            },
          },
        }),
      ),
    staleTime: 60_000,
  });

const ORDERS = 30;

/** Orders that time can be reported on: what is to be done, or what is searched for. */
export const ordersToReport = (q: string) =>
  queryOptions({
    queryKey: ["orders", "to-report", q],
    queryFn: () =>
      answer(
        api.GET("/api/v1/orders", {
          params: {
            query: q ? { q, limit: ORDERS } : { open: true, sort: "planned_on", limit: ORDERS },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** What narrows the list of weeks. */
export type SheetFilters = {
  status?: Schema<"TimesheetStatus"> | undefined;
  week?: string | undefined;
};

/** The list of employees' weeks. */
export const sheetList = (filters: SheetFilters) =>
  listOptions(["timesheets", "list", filters], (after) =>
    answer(
      api.GET("/api/v1/timesheets", { params: { query: { ...filters, after, total: after === undefined } } }),
    ),
  );

/** Sends a new entry. */
export function createEntry(body: TimeEntryInput, key: { "Idempotency-Key": string }): Promise<TimeEntry> {
  return answer(api.POST("/api/v1/time-entries", { params: { header: key }, body }));
}

/** Sends an entry's new content. */
export function replaceEntry(id: string, version: number, body: TimeEntryInput): Promise<TimeEntry> {
  return answer(
    api.PUT("/api/v1/time-entries/{time_entry_id}", {
      params: { path: { time_entry_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** Deletes an entry. */
export function deleteEntry({ id, version }: Pick<TimeEntry, "id" | "version">): Promise<undefined> {
  return answer(
    api.DELETE("/api/v1/time-entries/{time_entry_id}", {
      params: { path: { time_entry_id: id }, header: ifMatch(version) },
    }),
  );
}

/** What an entry holds, as it would be sent. */
export function contentOf(entry: TimeEntry): TimeEntryInput {
  const { membership_id, order_id, worked_on, minutes, activity, note, billable } = entry;
  return { membership_id, order_id, worked_on, minutes, activity, note, billable };
}

/** Puts what was saved into the week that is shown, then reads again what depends on it. */
export function spreadEntry(
  client: QueryClient,
  sheetKey: readonly unknown[],
  change: { saved: TimeEntry } | { deleted: string },
): void {
  client.setQueryData<Timesheet>(
    sheetKey,
    (sheet) =>
      sheet && ("saved" in change ? withEntry(sheet, change.saved) : withoutEntry(sheet, change.deleted)),
  );
  for (const noun of ["timesheets", "time-entries", "dashboard"])
    client.invalidateQueries({ queryKey: [noun] });
  client.invalidateQueries({ queryKey: ["orders"] });
}

/** How a week goes on. */
export type Step = { step: "submit" } | { step: "approve" } | { step: "reject"; reason: string };
/** A week in the version that was seen. */
export type Seen = Pick<TimesheetItem, "week" | "membership_id" | "version">;

/** Sends a step of a week. */
export function sendStep(
  { week, membership_id, version }: Seen,
  step: Step,
  key: { "Idempotency-Key": string },
): Promise<Timesheet> {
  const params = { path: { week }, header: { ...ifMatch(version), ...key } };
  switch (step.step) {
    case "submit":
      return answer(api.POST("/api/v1/timesheets/{week}/submit", { params, body: { membership_id } }));
    case "approve":
      return answer(api.POST("/api/v1/timesheets/{week}/approve", { params, body: { membership_id } }));
    case "reject":
      return answer(
        api.POST("/api/v1/timesheets/{week}/reject", {
          params,
          body: { membership_id, reason: step.reason },
        }),
      );
  }
}

/** What depends on where a week stands is read again. */
export function spreadStep(client: QueryClient): void {
  for (const noun of ["timesheets", "time-entries", "orders", "dashboard"])
    client.invalidateQueries({ queryKey: [noun] });
}

/** Hands in, approves or returns a week. */
export function useStep() {
  const client = useQueryClient();
  return useCommand(({ seen, ...step }: Step & { seen: Seen }, key) => sendStep(seen, step, key), {
    // A refusal, too, says that something is other than shown.
    onSettled: () => spreadStep(client),
  });
}
