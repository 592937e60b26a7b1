/** How does a draft live while it is written? It saves itself, takes over what others saved, and asks when both wrote. */
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, ProblemError } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { useAutosave } from "@/ui/use-autosave.ts";
import { contentOf, type Draft, draftOf, errorsOf, inputOf, same } from "./draft.ts";
import { type Invoice, invoiceQuery, readInvoice, replaceInvoice, spread } from "./queries.ts";

/** The draft of an invoice, with what its page needs. */
export function useDraft(invoice: Invoice) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(invoice));
  const [refused, setRefused] = useState<ProblemError | null>(null);
  const [theirs, setTheirs] = useState<Invoice | null>(null);
  const version = useRef(invoice.version);
  const written = useRef(draft);

  const show = (next: Draft) => {
    written.current = next;
    setDraft(next);
  };
  const takeOver = (saved: Invoice) => {
    version.current = saved.version;
    setRefused(null);
    setTheirs(null);
    show(draftOf(saved, written.current));
  };

  const onStale = async (problem: ProblemError) => {
    const saved = await readInvoice(invoice.id).catch(() => null);
    if (!saved) return setRefused(problem);
    if (saved.status !== "draft") {
      autosave.drop();
      notifications.show({ color: "orange", message: t("invoices.issuedMeanwhile") });
      client.setQueryData(invoiceQuery(invoice.id).queryKey, saved);
      return;
    }
    if (same(contentOf(draftOf(saved)), contentOf(written.current))) {
      // The answer of an earlier save was lost, or both wrote the same.
      autosave.drop();
      version.current = saved.version;
      setRefused(null);
      client.setQueryData(invoiceQuery(invoice.id).queryKey, saved);
      return;
    }
    setTheirs(saved);
  };

  const autosave = useAutosave<Draft, Invoice>({
    // The paper beside the fields follows what is saved.
    delay: 400,
    save: async (value) => replaceInvoice(invoice.id, version.current, inputOf(value)),
    onSaved: (saved) => {
      version.current = saved.version;
      setRefused(null);
      spread(client, saved);
    },
    onRefused: (problem) => {
      if (isProblem(problem, "stale") || isProblem(problem, "not_allowed_in_status")) onStale(problem);
      else setRefused(problem);
    },
  });

  const change = (part: Partial<Draft>) => {
    const next = { ...written.current, ...part };
    show(next);
    autosave.touch(next);
  };

  // Somebody else has saved while nothing was being written here: theirs is shown.
  const { dirty } = autosave;
  const adopt = useRef(takeOver);
  useEffect(() => {
    adopt.current = takeOver;
  });
  useEffect(() => {
    if (invoice.version > version.current && !dirty()) adopt.current(invoice);
  }, [invoice, dirty]);

  const shown = useMemo(() => refused && withErrors(refused, draft), [refused, draft]);
  const conflict = theirs && {
    mine: contentOf(draft),
    theirs: contentOf(draftOf(theirs)),
    keepMine: () => {
      version.current = theirs.version;
      setTheirs(null);
      autosave.touch(written.current);
      autosave.flush();
    },
    takeTheirs: () => {
      autosave.drop();
      client.setQueryData(invoiceQuery(invoice.id).queryKey, theirs);
      takeOver(theirs);
    },
    close: () => setTheirs(null),
  };
  return {
    draft,
    change,
    autosave,
    /** The refusal of the last save, for the fields of this draft. */
    refused: shown,
    errors: useMemo(() => (shown ? formErrors(t, shown.errors) : {}), [t, shown]),
    conflict,
    /** The version that was saved last. */
    savedVersion: () => version.current,
  };
}

function withErrors(problem: ProblemError, draft: Draft): ProblemError {
  const { code, status, requestId } = problem;
  return new ProblemError({ code, status, errors: errorsOf(draft, problem.errors), request_id: requestId });
}
