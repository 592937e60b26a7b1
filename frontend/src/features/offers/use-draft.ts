/** What happens while an offer is written? It saves itself, meets other people's changes, and says what needs mending. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, isProblem, type ProblemError } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { useAutosave } from "@/ui/use-autosave.ts";
import { inDraft, stillTrue } from "@/ui/written-lines.ts";
import { contentOf, type Draft, differing, draftOf, rebase, toInput } from "./draft.ts";
import { type Offer, type OfferInput, offerQuery, readOffer, replaceOffer, spread } from "./queries.ts";

type Errors = Record<string, string>;

/** Saves on top of what is known to be saved; an own save whose answer was lost is recognised. */
function useSaving(offer: Offer) {
  const base = useRef(offer);
  const unsure = useRef<OfferInput | null>(null);
  const places = useRef<number[]>([]);
  const put = async (input: OfferInput) => {
    try {
      const saved = await replaceOffer(offer.id, base.current.version, input);
      unsure.current = null;
      return saved;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 0 || problem.status >= 500) unsure.current = input;
      throw problem;
    }
  };
  const save = async (draft: Draft): Promise<Offer> => {
    const sent = toInput(draft, base.current.valid_until);
    places.current = sent.places;
    try {
      return await put(sent.input);
    } catch (error) {
      if (!isProblem(error, "stale")) throw error;
      const now = await readOffer(offer.id);
      const known = [contentOf(base.current), ...(unsure.current ? [unsure.current] : [])];
      const own = known.some((content) => differing(content, contentOf(now)).length === 0);
      if (!own || now.status !== "draft") throw error;
      base.current = now;
      return put(sent.input);
    }
  };
  return { base, places, save };
}

/** The draft of an offer. `change` takes what has been written; everything else happens by itself. */
export function useDraft(offer: Offer) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(offer));
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [theirs, setTheirs] = useState<Offer | null>(null);
  const newest = useRef(draft);
  const { base, places, save } = useSaving(offer);

  const meetOther = async () => {
    // Beside the shared copy: what the page shows stays until it is decided.
    setTheirs(await readOffer(offer.id).catch(() => null));
  };
  const autosave = useAutosave<Draft, Offer>({
    // The paper beside the fields follows what is saved.
    delay: 400,
    save,
    onSaved: (saved) => {
      base.current = saved;
      setErrors({});
      setProblem(null);
      spread(client, saved);
    },
    onRefused: (refused) => {
      setErrors(inDraft(formErrors(t, refused.errors), places.current));
      setProblem(refused);
      if (refused.code === "stale") void meetOther();
    },
  });
  const { touch, drop, dirty, flush } = autosave;

  const put = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
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
    (saved: Offer) => {
      base.current = saved;
      drop();
      put(draftOf(saved));
      setErrors({});
      setProblem(null);
      setTheirs(null);
      spread(client, saved);
    },
    [client, base, drop, put],
  );

  useEffect(() => {
    // Another tab has saved, and nothing is being written here.
    if (offer.version > base.current.version && !dirty()) adopt(offer);
  }, [offer, base, dirty, adopt]);

  useEffect(() => {
    const look = () => {
      if (!dirty()) void client.invalidateQueries({ queryKey: offerQuery(offer.id).queryKey });
    };
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [client, offer.id, dirty]);

  const keepMine = () => {
    if (!theirs) return;
    put(rebase(newest.current, contentOf(base.current), theirs));
    base.current = theirs;
    setTheirs(null);
    setProblem(null);
    touch(newest.current);
    void flush();
  };
  const mine = theirs && toInput(rebase(draft, contentOf(base.current), theirs), theirs.valid_until).input;

  return {
    ...autosave,
    draft,
    change,
    errors,
    setErrors,
    problem,
    /** The version that is saved. */
    saved: base,
    conflict:
      theirs && mine
        ? { mine, theirs: contentOf(theirs), offer: theirs, keepMine, takeTheirs: () => adopt(theirs) }
        : null,
    /** Asks again whose text shall hold. */
    compare: meetOther,
    closeConflict: () => setTheirs(null),
  };
}

/** A draft with everything around it. */
export type DraftState = ReturnType<typeof useDraft>;
