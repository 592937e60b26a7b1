/** Which new entries of time couldn't be sent? They stay in this browser, each with its key, and are sent when there is contact. */
import type { QueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { answer, api, type Schema } from "@/api/client.ts";
import { asProblem, type FieldError, type ProblemCode, type ProblemError } from "@/api/problem.ts";
import { keepUnsent, readUnsent, unsentOf, watchUnsent } from "@/lib/unsent.ts";
import { type Me, useMe } from "./session.ts";

/** What the form of an entry holds. */
export type EntryValues = {
  order_id: string | null;
  activity: string;
  hours: string;
  note: string;
  billable: boolean;
};

/** An entry that is still here. The same content is sent with the same key, however often: it is one entry. */
export type UnsentEntry = {
  key: string;
  day: string;
  values: EntryValues;
  /** The body of its request. */
  content: string;
  /** The company that it was written in. */
  company: string | null;
  /** Why the server doesn't take it; absent while it waits for contact. */
  refused?: { code: ProblemCode; errors: FieldError[] };
};

/** With the membership whose time it is. */
export type KeptEntry = UnsentEntry & { whose: string };

function read(user: string): KeptEntry[] {
  return unsentOf(user)
    .filter(({ kind }) => kind === "entry")
    .flatMap((of) => readUnsent<UnsentEntry>(of).map((entry) => ({ ...entry, whose: of.whose })))
    .sort((one, other) => one.day.localeCompare(other.day));
}

/** Puts an entry in the place of those with the keys; without one they are gone. */
function put(user: string, whose: string, keys: string[], entry?: UnsentEntry): void {
  const of = { user, kind: "entry", whose } as const;
  const others = readUnsent<UnsentEntry>(of).filter(({ key }) => !keys.includes(key));
  keepUnsent(of, entry ? [...others, entry] : others);
}

/** Entries that somebody writes on: they are sent by their form. */
const held = new Set<string>();

/** Whether the same content may be taken later: no answer, no session, too many requests, or a server in trouble. */
const passes = ({ code, status }: ProblemError): boolean =>
  code === "offline" || status === 401 || status === 429 || status >= 500;

let running: Promise<number> | null = null;

/** Sends what waits; gives how many went. One at a time, the earliest day first. */
export function sendUnsent(client: QueryClient, me: Me): Promise<number> {
  running ??= sendAll(client, me).finally(() => {
    running = null;
  });
  return running;
}

async function sendAll(client: QueryClient, me: Me): Promise<number> {
  const { user_id, company } = me;
  const ours = ({ company: in_, whose }: KeptEntry) =>
    in_ ? in_ === company?.id : whose === company?.membership_id;
  let sent = 0;
  for (const entry of read(user_id)) {
    if (entry.refused || held.has(entry.key) || !ours(entry)) continue;
    const { whose, ...kept } = entry;
    try {
      const body: Schema<"TimeEntryInput"> = JSON.parse(entry.content);
      const header = { "Idempotency-Key": entry.key };
      await answer(api.POST("/api/v1/time-entries", { params: { header }, body }));
      put(user_id, whose, [entry.key]);
      sent += 1;
    } catch (error) {
      const problem = asProblem(error);
      if (passes(problem)) break;
      const { code, errors } = problem;
      put(user_id, whose, [entry.key], { ...kept, refused: { code, errors } });
    }
  }
  if (sent > 0)
    for (const noun of ["timesheets", "time-entries", "dashboard", "orders"])
      client.invalidateQueries({ queryKey: [noun] });
  return sent;
}

/** All entries of the user's that aren't sent, and what can be done with them. */
export function useUnsentEntries() {
  const { user_id, company } = useMe();
  const text = useSyncExternalStore(watchUnsent, () => JSON.stringify(read(user_id)));
  const entries = useMemo<KeptEntry[]>(() => JSON.parse(text), [text]);
  return {
    entries,
    /** Keeps an entry, in the place of `earlier` ones. */
    keep: (whose: string, entry: Omit<UnsentEntry, "company" | "refused">, earlier: string[] = []) =>
      put(user_id, whose, [...earlier, entry.key], { ...entry, company: company?.id ?? null }),
    restore: ({ whose, ...entry }: KeptEntry) => put(user_id, whose, [entry.key], entry),
    drop: (whose: string, keys: string[]) => put(user_id, whose, keys),
  };
}

/** Leaves an entry to its form; gives what ends it. */
export function holdUnsent(key: string): () => void {
  held.add(key);
  return () => {
    held.delete(key);
  };
}
