/** What happens to hours that are typed into a cell? They are sent at once, and stay there until they are saved. */
import { showNotification } from "@mantine/notifications";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { weekOf } from "@/lib/date.ts";
import { parseDuration, showHours } from "@/lib/duration.ts";
import { refusalWords } from "@/lib/field-words.ts";
import { keepUnsent, readUnsent, type UnsentOf } from "@/lib/unsent.ts";
import { showUndo } from "@/ui/undo.tsx";
import { cellKey, changeFor, headOf, type RowHead, rowKey, type TimeEntry, type Timesheet } from "./grid.ts";
import { contentOf, createEntry, deleteEntry, replaceEntry, sheetQuery, spreadEntry } from "./queries.ts";

/** Hours that aren't saved yet. */
export type Unsaved = {
  key: string;
  row: RowHead;
  day: string;
  /** As it stands in the cell. */
  text: string;
  /** Null when the text can't be read. */
  minutes: number | null;
  state: "saving" | "failed";
  /** Why it isn't saved. */
  words: string | null;
  code: ProblemError["code"] | null;
  /** What somebody else has saved meanwhile. */
  theirs: number | null;
  /** What was saved there when it was typed. */
  before: number;
  /** The `Idempotency-Key` of new time: however often and from whichever tab it is sent, it is one entry. */
  sendKey: string;
};

type Whose = { userId: string; membershipId: string; member: string | undefined };

function entryIn(sheet: Timesheet | undefined, row: RowHead, day: string): TimeEntry | undefined {
  return sheet?.entries.find((entry) => entry.worked_on === day && rowKey(headOf(entry)) === rowKey(row));
}

/** Sends what a cell asks for; gives the entry that was deleted, if one was. */
async function send(
  client: QueryClient,
  { membershipId, member }: Whose,
  { row, day, sendKey, minutes }: Unsaved & { minutes: number },
): Promise<TimeEntry | null> {
  const query = sheetQuery(weekOf(day), member);
  const key = query.queryKey;
  const entry = entryIn(await client.ensureQueryData(query), row, day);
  switch (changeFor(entry, minutes)) {
    case "create": {
      const { order_id, activity, billable } = row;
      const body = {
        membership_id: membershipId,
        order_id,
        activity,
        billable,
        worked_on: day,
        minutes,
        note: "",
      };
      const saved = await createEntry(body, { "Idempotency-Key": sendKey });
      spreadEntry(client, key, { saved });
      return null;
    }
    case "replace":
      if (entry) {
        const saved = await replaceEntry(entry.id, entry.version, { ...contentOf(entry), minutes });
        spreadEntry(client, key, { saved });
      }
      return null;
    case "delete":
      if (!entry) return null;
      await deleteEntry(entry);
      spreadEntry(client, key, { deleted: entry.id });
      return entry;
    case "none":
      return null;
  }
}

/** Undoes a deletion. */
export function useRestore(member: string | undefined) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useCallback(
    (entry: TimeEntry) => {
      const sendKey = crypto.randomUUID();
      const restore = async (): Promise<void> => {
        const body = contentOf(entry);
        const saved = await createEntry(body, { "Idempotency-Key": sendKey });
        spreadEntry(client, sheetQuery(weekOf(entry.worked_on), member).queryKey, { saved });
      };
      const offer = (text: string) =>
        showUndo({
          text,
          undo: t("common.undo"),
          onUndo: () => restore().catch((error) => offer(refusalWords(t, asProblem(error)))),
        });
      offer(t("time.deleted"));
    },
    [client, member, t],
  );
}

const unsentOf = ({ userId, membershipId }: Whose): UnsentOf => ({
  user: userId,
  kind: "time",
  whose: membershipId,
});

/** All cells with unsaved hours, in all weeks that were looked at; also those that a closed window left behind. */
export function useCells(whose: Whose) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, Unsaved>>(
    () => new Map(readUnsent<Unsaved>(unsentOf(whose)).map((cell) => [cell.key, cell])),
  );
  const newest = useRef(new Map(unsaved));
  const running = useRef(new Set<string>());
  const restore = useRestore(whose.member);
  const current = useRef(whose);
  useEffect(() => {
    current.current = whose;
  });

  const put = useCallback((key: string, cell: Unsaved | null) => {
    if (cell) newest.current.set(key, cell);
    else newest.current.delete(key);
    keepUnsent(unsentOf(current.current), [...newest.current.values()]);
    setUnsaved(new Map(newest.current));
  }, []);

  const refuse = useCallback(
    async (cell: Unsaved, problem: ProblemError) => {
      const failed = {
        ...cell,
        state: "failed",
        code: problem.code,
        words: refusalWords(t, problem),
      } as const;
      put(cell.key, failed);
      if (!["stale", "week_locked", "not_found"].includes(problem.code)) return;
      const query = sheetQuery(weekOf(cell.day), current.current.member);
      const now = await client.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined);
      if (!now || problem.code === "week_locked" || newest.current.get(cell.key) !== failed) return;
      const theirs = entryIn(now, cell.row, cell.day)?.minutes ?? 0;
      // Another tab of the same person may have sent it.
      put(cell.key, theirs === cell.minutes ? null : { ...failed, theirs });
    },
    [client, put, t],
  );

  const run = useCallback(
    async (key: string) => {
      if (running.current.has(key)) return;
      running.current.add(key);
      for (;;) {
        const cell = newest.current.get(key);
        if (!cell || cell.minutes === null || cell.state === "failed") break;
        try {
          const deleted = await send(client, current.current, { ...cell, minutes: cell.minutes });
          if (deleted) restore(deleted);
          if (newest.current.get(key) === cell) put(key, null);
        } catch (error) {
          // What was typed since is tried by itself.
          if (newest.current.get(key) === cell) await refuse(cell, asProblem(error));
        }
      }
      running.current.delete(key);
    },
    [client, put, refuse, restore],
  );

  /** Takes what was typed into a cell. */
  const commit = useCallback(
    (row: RowHead, day: string, text: string) => {
      const key = cellKey(row, day);
      const minutes = text.trim() === "" ? 0 : parseDuration(text);
      const { member } = current.current;
      const sheet = client.getQueryData<Timesheet>(sheetQuery(weekOf(day), member).queryKey);
      const before = newest.current.get(key)?.before ?? entryIn(sheet, row, day)?.minutes ?? 0;
      const sendKey = crypto.randomUUID();
      const cell = { key, row: headOf(row), day, minutes, code: null, theirs: null, before, sendKey };
      if (minutes === null) {
        put(key, { ...cell, text, state: "failed", words: t("common.notADuration") });
        return;
      }
      put(key, { ...cell, text: minutes ? showHours(minutes) : "", state: "saving", words: null });
      void run(key);
    },
    [client, put, run, t],
  );
  const retry = useCallback(
    (key: string) => {
      const cell = newest.current.get(key);
      if (!cell || cell.minutes === null) return;
      put(key, { ...cell, state: "saving", words: null, code: null, theirs: null });
      void run(key);
    },
    [put, run],
  );
  const drop = useCallback((key: string) => put(key, null), [put]);

  useTakeUp({ client, whose, newest, retry, put });

  useEffect(() => {
    const onBack = () => {
      for (const cell of newest.current.values()) if (cell.code === "offline") retry(cell.key);
    };
    window.addEventListener("online", onBack);
    return () => window.removeEventListener("online", onBack);
  }, [retry]);

  const typed = useMemo(
    () => new Map([...unsaved].flatMap(([key, { minutes }]) => (minutes === null ? [] : [[key, minutes]]))),
    [unsaved],
  );
  return { unsaved, typed, commit, retry, drop, dirty: () => newest.current.size > 0 };
}

type TakeUp = {
  client: QueryClient;
  whose: Whose;
  newest: { current: ReadonlyMap<string, Unsaved> };
  retry: (key: string) => void;
  put: (key: string, cell: Unsaved | null) => void;
};

/** Sends what a closed window left behind, unless somebody has saved something else there meanwhile. */
function useTakeUp(taking: TakeUp): void {
  const { t } = useTranslation();
  const act = useRef({ ...taking, t });
  useEffect(() => {
    const { client, whose, newest, retry, put, t } = act.current;
    const left = [...newest.current.values()].filter(({ minutes }) => minutes !== null);
    if (left.length === 0) return;
    showNotification({ message: t("time.takenUp", { count: left.length }) });
    for (const cell of left) {
      client
        .ensureQueryData(sheetQuery(weekOf(cell.day), whose.member))
        .then((sheet) => entryIn(sheet, cell.row, cell.day)?.minutes ?? 0)
        .then((theirs) => {
          if (newest.current.get(cell.key) !== cell) return;
          if (theirs === cell.before || theirs === cell.minutes) retry(cell.key);
          else
            put(cell.key, {
              ...cell,
              state: "failed",
              code: "stale",
              words: t("problem.code.stale"),
              theirs,
            });
        })
        // Without a connection the ordinary way says so.
        .catch(() => retry(cell.key));
    }
  }, []);
}

/** The cells with what can be done to them. */
export type Cells = ReturnType<typeof useCells>;
