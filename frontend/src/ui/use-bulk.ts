/** How is the same done to many? One after the other, each with its own result; what failed can be tried again. */
import { useRef, useState } from "react";
import { Command } from "@/api/command.ts";
import { asProblem, type ProblemError } from "@/api/problem.ts";

/** What has become of one of them. */
export type BulkResult =
  | { state: "waiting" | "running" | "done" }
  | { state: "failed"; problem: ProblemError };

/** Does it to one; the key is the same however often it is tried. */
export type BulkAct<Row> = (row: Row, key: { "Idempotency-Key": string }) => Promise<unknown>;

/** The results so far, and how it begins. */
export function useBulk<Row>(keyOf: (row: Row) => string, act: BulkAct<Row>) {
  const [results, setResults] = useState<ReadonlyMap<string, BulkResult>>(new Map());
  const [busy, setBusy] = useState(false);
  const commands = useRef(new Map<string, Command>());
  const stopped = useRef(false);
  const run = async (rows: Row[]) => {
    if (busy) return;
    setBusy(true);
    stopped.current = false;
    const set = (row: Row, result: BulkResult) => setResults((old) => new Map(old).set(keyOf(row), result));
    for (const row of rows) set(row, { state: "waiting" });
    for (const row of rows) {
      if (stopped.current) break;
      const command = commands.current.get(keyOf(row)) ?? new Command();
      commands.current.set(keyOf(row), command);
      set(row, { state: "running" });
      try {
        await act(row, { "Idempotency-Key": command.keyFor(keyOf(row)) });
        command.done();
        set(row, { state: "done" });
      } catch (error) {
        set(row, { state: "failed", problem: asProblem(error) });
      }
    }
    setBusy(false);
  };
  /** Ends after the one that is under way. */
  const stop = () => {
    stopped.current = true;
  };
  return { results, busy, run, stop };
}
