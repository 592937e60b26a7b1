/** What happens while an order is written? It saves itself, meets other people's changes, and says what needs mending. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, isProblem, type ProblemError } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { useAutosave } from "@/ui/use-autosave.ts";
import { inDraft, stillTrue } from "@/ui/written-lines.ts";
import { contentOf, type Draft, differing, draftOf, rebase, toInput, withIds } from "./draft.ts";
import { type Order, type OrderInput, orderQuery, readOrder, replaceOrder, spread } from "./queries.ts";

/** Saves on top of what is known to be saved; a start by a worker, or an own save whose answer was lost, is no conflict. */
function useSaving(order: Order) {
  const base = useRef(order);
  const unsure = useRef<OrderInput | null>(null);
  const sent = useRef<{ places: number[]; keys: string[] }>({ places: [], keys: [] });
  const put = async (input: OrderInput) => {
    try {
      const saved = await replaceOrder(order.id, base.current.version, input);
      unsure.current = null;
      return saved;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 0 || problem.status >= 500) unsure.current = input;
      throw problem;
    }
  };
  const save = async (draft: Draft): Promise<Order> => {
    const { input, ...places } = toInput(draft);
    sent.current = places;
    try {
      return await put(input);
    } catch (error) {
      if (!isProblem(error, "stale")) throw error;
      const now = await readOrder(order.id);
      const known = [contentOf(base.current), ...(unsure.current ? [unsure.current] : [])];
      const [own] = known.filter((content) => differing(content, contentOf(now)).length === 0);
      if (!own) throw error;
      base.current = now;
      // Lines of a lost answer have their identities now.
      return put(own === unsure.current ? toInput(withIds(draft, places.keys, now)).input : input);
    }
  };
  return { base, sent, save };
}

/** The draft of an order. `change` takes what has been written; everything else happens by itself. */
export function useDraft(order: Order) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(order));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [theirs, setTheirs] = useState<Order | null>(null);
  const newest = useRef(draft);
  const { base, sent, save } = useSaving(order);

  const put = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
  // Beside the shared copy: what the page shows stays until it is decided.
  const meetOther = async () => setTheirs(await readOrder(order.id).catch(() => null));
  const autosave = useAutosave<Draft, Order>({
    save: () => save(newest.current),
    onSaved: (saved) => {
      base.current = saved;
      put(withIds(newest.current, sent.current.keys, saved));
      setErrors({});
      setProblem(null);
      spread(client, saved);
    },
    onRefused: (refused) => {
      setErrors(inDraft(formErrors(t, refused.errors), sent.current.places));
      setProblem(refused);
      if (refused.code === "stale") void meetOther();
    },
  });
  const { touch, drop, dirty, flush } = autosave;

  const change = useCallback(
    (part: Partial<Draft>) => {
      const before = newest.current;
      put({ ...before, ...part });
      setErrors((old) => stillTrue(old, before, newest.current));
      touch(newest.current);
    },
    [put, touch],
  );
  const adopt = useCallback(
    (saved: Order) => {
      base.current = saved;
      drop();
      put(draftOf(saved, newest.current.lines));
      setErrors({});
      setProblem(null);
      setTheirs(null);
      spread(client, saved);
    },
    [client, base, drop, put],
  );

  useEffect(() => {
    // Somebody else has saved, and nothing is being written here.
    if (order.version > base.current.version && !dirty()) adopt(order);
  }, [order, base, dirty, adopt]);

  const keepMine = () => {
    if (!theirs) return;
    put(rebase(newest.current, contentOf(base.current), theirs));
    base.current = theirs;
    setTheirs(null);
    setProblem(null);
    touch(newest.current);
    void flush();
  };
  const mine = theirs && toInput(rebase(draft, contentOf(base.current), theirs)).input;

  return {
    ...autosave,
    draft,
    change,
    errors,
    problem,
    /** The version that is saved, when everything is; null when it can't be. */
    ready: async () => ((await flush()) ? base.current.version : null),
    conflict:
      theirs && mine ? { mine, theirs: contentOf(theirs), keepMine, takeTheirs: () => adopt(theirs) } : null,
    /** Asks again whose text shall hold. */
    compare: meetOther,
    closeConflict: () => setTheirs(null),
    /** Shows what is saved instead of what is written. */
    takeSaved: async () => {
      const now = await client.fetchQuery({ ...orderQuery(order.id), staleTime: 0 }).catch(() => null);
      if (now) adopt(now);
    },
  };
}

/** A draft with everything around it. */
export type DraftState = ReturnType<typeof useDraft>;
