/** How is a thing edited that is saved by a button? Refusals reach their fields; when two edit, neither's text is lost. */
import { type UseFormReturnType, useForm } from "@mantine/form";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, isProblem, type ProblemError } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField } from "./problem-alert.tsx";

type Versioned = { version: number };

type Options<Values, Thing> = {
  /** What was read; null for a new thing. */
  thing: Thing | null;
  /** What the form holds of a thing. */
  values: (thing: Thing | null) => Values;
  /** Creates (version null) or replaces the thing. */
  send: (values: Values, version: number | null) => Promise<Thing>;
  /** Reads the thing as it is now, after somebody else was faster. */
  read?: () => Promise<Thing>;
  onSaved?: (thing: Thing) => void;
  /** Words of wrong fields by form path, before anything is sent. */
  check?: (values: Values) => Record<string, string>;
};

/** A form with its refusals and conflicts. */
export type EditForm<Values extends Record<string, unknown>> = {
  form: UseFormReturnType<Values>;
  problem: ProblemError | null;
  saving: boolean;
  /** Whether the thing exists already. */
  exists: boolean;
  submit: (event?: FormEvent) => void;
  dirty: () => boolean;
  /** Somebody else was faster: what is saved now, and the same with what was changed here. */
  conflict: {
    mine: Values;
    theirs: Values;
    keepMine: () => void;
    takeTheirs: () => void;
    close: () => void;
  } | null;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What somebody else has saved, with the fields that were changed here since `base` was read. */
export function merged<Values extends Record<string, unknown>>(
  base: Values,
  mine: Values,
  theirs: Values,
): Values {
  const changed = Object.entries(mine).filter(([field, value]) => !same(value, base[field]));
  return { ...theirs, ...Object.fromEntries(changed) };
}

/** Keeps a form and the thing that it edits. */
export function useEditForm<Values extends Record<string, unknown>, Thing extends Versioned>(
  options: Options<Values, Thing>,
): EditForm<Values> {
  const { thing, values: valuesOf } = options;
  const { t } = useTranslation();
  const [base, setBase] = useState(thing);
  const [theirs, setTheirs] = useState<Thing | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [saving, setSaving] = useState(false);
  const form = useForm<Values>({ initialValues: valuesOf(thing) });
  const clean = useRef(form.getInitialValues());
  const dirty = () => !same(form.getValues(), clean.current);

  const adopt = (now: Thing) => {
    setBase(now);
    form.setValues(valuesOf(now));
    clean.current = valuesOf(now);
    form.clearErrors();
    setProblem(null);
    setTheirs(null);
  };
  // What somebody else has saved is shown, as long as nothing is written here.
  useEffect(() => {
    if (thing && base && thing.version > base.version && !saving && !dirty()) adopt(thing);
  });

  const mark = (errors: Record<string, string>) => {
    form.setErrors(errors);
    const [first] = Object.keys(errors);
    if (first) requestAnimationFrame(() => focusField(first));
  };

  const send = async (version: number | null) => {
    const sent = form.getValues();
    const wrong = options.check?.(sent) ?? {};
    if (Object.keys(wrong).length > 0) return mark(wrong);
    setSaving(true);
    try {
      const saved = await options.send(sent, version);
      const typedOn = !same(form.getValues(), sent);
      if (typedOn) {
        setBase(saved);
        clean.current = valuesOf(saved);
      } else {
        adopt(saved);
      }
      options.onSaved?.(saved);
    } catch (error) {
      await refuse(asProblem(error));
    } finally {
      setSaving(false);
    }
  };

  const refuse = async (refusal: ProblemError) => {
    if (isProblem(refusal, "stale") && options.read) {
      const now = await options.read().catch(asProblem);
      if (!(now instanceof Error)) return setTheirs(now);
    }
    setProblem(refusal);
    mark(formErrors(t, refusal.errors));
  };

  return {
    form,
    problem,
    saving,
    exists: base !== null,
    dirty,
    submit: (event) => {
      event?.preventDefault();
      setProblem(null);
      if (!saving) send(base?.version ?? null);
    },
    conflict: theirs && {
      mine: merged(clean.current, form.getValues(), valuesOf(theirs)),
      theirs: valuesOf(theirs),
      takeTheirs: () => adopt(theirs),
      keepMine: () => {
        form.setValues(merged(clean.current, form.getValues(), valuesOf(theirs)));
        clean.current = valuesOf(theirs);
        setBase(theirs);
        setTheirs(null);
        send(theirs.version);
      },
      close: () => setTheirs(null),
    },
  };
}
