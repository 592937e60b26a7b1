/** How is a draft saved while somebody writes? A moment after the last key, one save at a time, the newest last. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { anyUnreadable } from "./unreadable.ts";

/** Where the draft stands. */
export type SaveState = "saved" | "unsaved" | "saving" | "failed";

type Options<Value, Saved> = {
  /** Sends the draft; gives what the server has now. */
  save: (value: Value) => Promise<Saved>;
  /** Told after every save. */
  onSaved?: (saved: Saved, value: Value) => void;
  /** Told when a save fails. Without contact it is tried again by itself. */
  onRefused?: (problem: ProblemError) => void;
  /** Milliseconds after the last change. */
  delay?: number;
};

const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;

/** Whether the same content may succeed later: no answer, a server in trouble, or too many requests. */
const passes = (problem: ProblemError): boolean =>
  problem.code === "offline" || problem.status >= 500 || problem.status === 429;

/**
 * Saves drafts. Call `touch` with the newest value at every change; `flush` saves now and waits; `drop` forgets what
 * isn't saved. What couldn't be sent is sent again with growing pauses, and at once when the network is back.
 */
export function useAutosave<Value, Saved>(options: Options<Value, Saved>) {
  const [state, setState] = useState<SaveState>("saved");
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const newest = useRef<{ value: Value } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  const pause = useRef(FIRST_RETRY);
  const waiting = useRef(false);
  const gone = useRef(false);
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });

  const flushLater = useRef<(millis: number) => void>(() => {});

  const run = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const next = newest.current;
      // Half a draft isn't saved: the field says what to mend, and its change saves.
      if (anyUnreadable()) return false;
      if (!next) return true;
      clearTimeout(timer.current);
      setState("saving");
      try {
        const saved = await current.current.save(next.value);
        if (newest.current === next) newest.current = null;
        pause.current = FIRST_RETRY;
        waiting.current = false;
        current.current.onSaved?.(saved, next.value);
        setSavedAt(new Date());
        setState(newest.current ? "unsaved" : "saved");
      } catch (error) {
        const problem = asProblem(error);
        waiting.current = passes(problem);
        // What was refused may have been mended since.
        if (!waiting.current && newest.current && newest.current !== next && problem.code !== "stale")
          continue;
        clearTimeout(timer.current);
        setState(newest.current ? "failed" : "saved");
        current.current.onRefused?.(problem);
        if (waiting.current) {
          flushLater.current(pause.current);
          pause.current = Math.min(pause.current * 2, LAST_RETRY);
        }
        return false;
      }
    }
  }, []);

  /** Saves what isn't saved; true when everything is. */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= run().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [run]);

  useEffect(() => {
    flushLater.current = (millis) => {
      clearTimeout(timer.current);
      if (!gone.current) timer.current = setTimeout(flush, millis);
    };
  }, [flush]);

  const touch = useCallback((value: Value) => {
    newest.current = { value };
    setState("unsaved");
    flushLater.current(current.current.delay ?? 1000);
  }, []);

  /** Forgets what isn't saved. */
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    newest.current = null;
    waiting.current = false;
    setState("saved");
  }, []);

  useEffect(() => {
    gone.current = false;
    const onBack = () => waiting.current && flush();
    // A phone may end a page that isn't seen.
    const onHidden = () => document.visibilityState === "hidden" && newest.current && flush();
    window.addEventListener("online", onBack);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      gone.current = true;
      clearTimeout(timer.current);
      window.removeEventListener("online", onBack);
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [flush]);

  return {
    state,
    savedAt,
    touch,
    flush,
    drop,
    dirty: useCallback(() => newest.current !== null || anyUnreadable(), []),
  };
}
