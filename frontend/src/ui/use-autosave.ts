/** How is a draft saved while somebody writes? A moment after the last key, one save at a time, the newest last. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "@/api/problem.ts";

/** Where the draft stands. */
export type SaveState = "saved" | "unsaved" | "saving" | "failed";

type Options<Value, Saved> = {
  /** Sends the draft; gives what the server has now. */
  save: (value: Value) => Promise<Saved>;
  /** Told after every save. */
  onSaved?: (saved: Saved, value: Value) => void;
  /** Told when the server refuses. */
  onRefused?: (problem: ProblemError) => void;
  /** Milliseconds after the last change. */
  delay?: number;
};

/** Saves drafts. Call `touch` with the newest value at every change; `flush` saves now and waits. */
export function useAutosave<Value, Saved>(options: Options<Value, Saved>) {
  const [state, setState] = useState<SaveState>("saved");
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const newest = useRef<{ value: Value } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });

  const run = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const next = newest.current;
      if (!next) return true;
      setState("saving");
      try {
        const saved = await current.current.save(next.value);
        if (newest.current === next) newest.current = null;
        current.current.onSaved?.(saved, next.value);
        setSavedAt(new Date());
        setState(newest.current ? "unsaved" : "saved");
      } catch (error) {
        setState("failed");
        current.current.onRefused?.(asProblem(error));
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

  const touch = useCallback(
    (value: Value) => {
      newest.current = { value };
      setState("unsaved");
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, current.current.delay ?? 1000);
    },
    [flush],
  );

  /** Forgets what isn't saved. */
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    newest.current = null;
    setState("saved");
  }, []);

  useEffect(() => () => clearTimeout(timer.current), []);

  return { state, savedAt, touch, flush, drop, dirty: useCallback(() => newest.current !== null, []) };
}
