/** How is one entry reported or changed? Order, activity, hours by a touch, and a note. */
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, ProblemError } from "@/api/problem.ts";
import { useCommand } from "@/api/use-command.ts";
import {
  holdUnsent,
  type KeptEntry,
  useUnsentEntries,
  type EntryValues as Values,
} from "@/app/unsent-entries.ts";
import type { Translate } from "@/i18n/index.ts";
import { parseDuration, showHours } from "@/lib/duration.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { BillableField, UNCHOSEN, WhatFields } from "./entry-fields.tsx";
import type { RowHead, TimeEntry, Timesheet } from "./grid.ts";
import {
  createEntry,
  deleteEntry,
  readSheet,
  recentEntries,
  replaceEntry,
  sheetQuery,
  spreadEntry,
} from "./queries.ts";
import classes from "./time.module.css";
import { useRestore } from "./use-cells.ts";

type Props = {
  sheet: Timesheet;
  /** In the address, when it isn't one's own week. */
  member: string | undefined;
  day: string;
  /** What is changed; null for new time. */
  entry: TimeEntry | null;
  /** What new time begins with. */
  begin?: Partial<RowHead> | undefined;
  /** New time that couldn't be sent, to go on with. */
  kept?: KeptEntry | undefined;
  onDone: () => void;
};

type Key = { "Idempotency-Key": string };
type EntryBody = Parameters<typeof createEntry>[0];

/** Hours that are one touch away. */
const QUICK = [30, 60, 120, 240, 480];

/** A number of minutes as a chip shows it. */
const chip = (minutes: number): string => (minutes < 60 ? `0:${minutes}` : String(minutes / 60));

function labelOf(t: Translate, path: string): string {
  const labels: Record<string, string> = {
    order_id: t("time.order"),
    activity: t("time.activity"),
    hours: t("time.hoursField"),
    note: t("time.note"),
    billable: t("time.billable"),
    worked_on: t("time.day"),
  };
  return labels[path] ?? path;
}

/** What the server says of minutes is about the field of hours. */
function atHours(problem: unknown): unknown {
  if (!(problem instanceof ProblemError)) return problem;
  const errors = problem.errors.map((error) =>
    error.pointer === "/minutes" ? { ...error, pointer: "/hours" } : error,
  );
  return new ProblemError({ ...problem, errors, request_id: problem.requestId });
}

function useEntryForm({ sheet, member, day, entry, begin, kept, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { membership_id, week } = sheet;
  const unsent = useUnsentEntries();
  const keptKey = kept?.key;
  useEffect(() => (keptKey ? holdUnsent(keptKey) : undefined), [keptKey]);
  const create = async (values: Values, body: EntryBody, fresh: Key) => {
    const content = JSON.stringify(body);
    const key = kept?.content === content ? kept.key : fresh["Idempotency-Key"];
    const earlier = kept ? [kept.key] : [];
    try {
      const saved = await createEntry(body, { "Idempotency-Key": key });
      unsent.drop(membership_id, earlier);
      return saved;
    } catch (error) {
      if (asProblem(error).code === "offline") {
        unsent.keep(membership_id, { day, values, content, key }, earlier);
        showNotification({ color: "yellow", message: t("time.unsent.kept") });
        onDone();
      }
      throw error;
    }
  };
  const save = useCommand(({ values, version }: { values: Values; version: number | null }, key) => {
    const { hours, ...rest } = values;
    const body = { ...rest, membership_id, worked_on: day, minutes: parseDuration(hours) ?? 0 };
    const sent =
      entry && version !== null ? replaceEntry(entry.id, version, body) : create(values, body, key);
    return sent.catch((problem) => {
      throw atHours(problem);
    });
  });
  return useEditForm<Values, TimeEntry>({
    thing: entry,
    values: (thing) =>
      kept && !thing
        ? kept.values
        : {
            order_id: thing ? thing.order_id : begin?.order_id === undefined ? UNCHOSEN : begin.order_id,
            activity: thing?.activity ?? begin?.activity ?? "",
            hours: thing ? showHours(thing.minutes) : "",
            note: thing?.note ?? "",
            billable: thing ? thing.billable : (begin?.billable ?? Boolean(begin?.order_id)),
          },
    check: ({ order_id, hours }): Record<string, string> => ({
      ...(order_id === UNCHOSEN && { order_id: t("time.chooseOrder") }),
      ...(!parseDuration(hours) && { hours: t("common.notADuration") }),
    }),
    send: (values, version) => save.mutateAsync({ values, version }),
    read: async () => {
      const now = await readSheet(week, membership_id);
      const found = now.entries.find(({ id }) => id === entry?.id);
      if (!found) throw new ProblemError({ code: "not_found", status: 404, errors: [], request_id: null });
      return found;
    },
    onSaved: (saved) => {
      spreadEntry(client, sheetQuery(week, member).queryKey, { saved });
      onDone();
    },
  });
}

/** The form of an entry. */
export function EntryForm(props: Props) {
  const { sheet, day, entry } = props;
  const { t } = useTranslation();
  const edit = useEntryForm(props);
  const { form } = edit;
  const { data } = useQuery(recentEntries(sheet.membership_id, day));
  const set = (part: Partial<Values>) => {
    for (const [field, value] of Object.entries(part)) form.setFieldValue(field, value);
  };
  const show = (field: string, value: unknown): string | null =>
    field === "order_id"
      ? (data?.items.find(({ order_id }) => order_id === value)?.order_title ?? t("time.internal"))
      : field === "billable"
        ? t(value ? "common.yes" : "common.no")
        : String(value ?? "") || "–";
  return (
    <EditFormFrame
      edit={edit}
      label={t(entry ? "time.editEntry" : "time.newEntry")}
      fieldLabel={(path) => labelOf(t, path)}
      show={show}
      beside={entry?.actions.includes("delete") && <Remove {...props} entry={entry} />}
    >
      <Stack gap="md">
        <WhatFields what={form.values} onChange={set} recent={data?.items ?? []} errors={form.errors} />
        <div>
          <TextInput
            label={t("time.hoursField")}
            placeholder={t("time.hoursHint")}
            withAsterisk
            inputMode="text"
            autoComplete="off"
            data-path="hours"
            data-autofocus={entry !== null || undefined}
            {...form.getInputProps("hours")}
          />
          <Group gap="xs" mt="xs" role="group" aria-label={t("time.quick")} grow>
            {QUICK.map((minutes) => (
              <Button
                key={minutes}
                variant={parseDuration(form.values.hours) === minutes ? "light" : "default"}
                className={classes.chip}
                aria-pressed={parseDuration(form.values.hours) === minutes}
                onClick={() => form.setFieldValue("hours", chip(minutes))}
              >
                {chip(minutes)}
              </Button>
            ))}
          </Group>
        </div>
        <Textarea
          label={t("time.note")}
          description={t("time.noteHint")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          data-path="note"
          {...form.getInputProps("note")}
        />
        <BillableField what={form.values} onChange={set} errors={form.errors} />
      </Stack>
    </EditFormFrame>
  );
}

function Remove({ sheet, member, entry, onDone }: Props & { entry: TimeEntry }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useRestore(member);
  const remove = useCommand((version: number) => deleteEntry({ id: entry.id, version }), {
    onSuccess: () => {
      spreadEntry(client, sheetQuery(sheet.week, member).queryKey, { deleted: entry.id });
      restore(entry);
      onDone();
    },
  });
  return (
    <div className={classes.remove}>
      <ProblemAlert error={remove.error} />
      <Button
        variant="subtle"
        color="red"
        loading={remove.isPending}
        onClick={() => remove.mutate(entry.version)}
      >
        {t("time.delete")}
      </Button>
    </div>
  );
}

/** An entry that can't be changed, to read. */
export function EntryFacts({ entry }: { entry: TimeEntry }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text fw={600}>{t("time.hours", { hours: showHours(entry.minutes) })}</Text>
      <Text size="sm" c="dimmed">
        {entry.activity || t("time.noActivity")}
        {entry.order_id && !entry.billable && ` · ${t("time.notBillable")}`}
      </Text>
      {entry.note && (
        <Text size="sm" className={classes.prose}>
          {entry.note}
        </Text>
      )}
    </Stack>
  );
}
