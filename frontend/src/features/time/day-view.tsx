/** What was done today? One day at a time with big touch areas; the week is a strip above it. */
import { Button, Text, UnstyledButton } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "@/api/command.ts";
import { part } from "@/api/part.ts";
import { asProblem } from "@/api/problem.ts";
import { addDays, showDay, today } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { refusalWords } from "@/lib/field-words.ts";
import { showUndo } from "@/ui/undo.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import type { Opened } from "./entry-dialog.tsx";
import { DAYS_AHEAD, headOf, lastDay, sumOf, type TimeEntry, type Timesheet } from "./grid.ts";
import { contentOf, createEntry, deleteEntry, recentEntries, sheetQuery, spreadEntry } from "./queries.ts";
import { SubmitWeek } from "./submit-week.tsx";
import classes from "./time.module.css";
import { UnsavedList } from "./unsaved-list.tsx";
import type { Cells } from "./use-cells.ts";
import { useUnsentOfAddress } from "./use-unsent.ts";
import { dayParts, orderWords } from "./words.ts";

const EntryDialog = whenWanted(
  part(() => import("./entry-dialog.tsx")),
  (module) => module.EntryDialog,
  ({ opened }) => opened !== null,
);

const route = getRouteApi("/inside/tid");
type Props = { sheet: Timesheet; member: string | undefined; cells: Cells };

/** The day that the address means: its own, today, or Monday. */
function dayIn(sheet: Timesheet, wanted: string | undefined): string {
  const days = sheet.days.map(({ worked_on }) => worked_on);
  return [wanted, today()].find((day) => day && days.includes(day)) ?? days[0] ?? today();
}

/** A day with its entries. */
export function DayView({ sheet, member, cells }: Props) {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const day = dayIn(sheet, search.day);
  const editable = sheet.actions.includes("submit");
  const [opened, setOpened] = useState<Opened | null>(null);
  const entries = sheet.entries.filter(({ worked_on }) => worked_on === day);
  useUnsentOfAddress(setOpened);
  const { order } = search;
  const go = useRef(navigate);
  useEffect(() => {
    go.current = navigate;
  });
  useEffect(() => {
    if (!order) return;
    // Somebody comes from an order to report on it.
    if (editable) setOpened({ day, entries: [], begin: { order_id: order, billable: true } });
    go.current({ search: ({ order: _, ...rest }) => rest, replace: true });
  }, [order, editable, day]);
  return (
    <div className={classes.desk}>
      <UnsavedList cells={cells} />
      <Strip
        sheet={sheet}
        day={day}
        onDay={(next) =>
          navigate({ search: (before) => ({ ...before, week: sheet.week, day: next }), replace: true })
        }
      />
      <div className={classes.dayHead}>
        <Text fw={650} component="h2" size="lg" m={0}>
          {showDay(day, i18n.language)}
        </Text>
        <Text fw={650} className="figures">
          {t("time.hours", { hours: showHours(sumOf(entries)) })}
        </Text>
      </div>
      {entries.length === 0 && (
        <Text c="dimmed" size="sm">
          {t("time.dayEmpty")}
        </Text>
      )}
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryCard entry={entry} onOpen={() => setOpened({ day, entries: [entry] })} />
          </li>
        ))}
      </ul>
      {editable && day > lastDay() && (
        <Text size="sm" c="dimmed">
          {t("time.closedAfter", { count: DAYS_AHEAD, day: showDay(lastDay(), i18n.language) })}
        </Text>
      )}
      {editable && day <= lastDay() && (
        <Button
          size="lg"
          fullWidth
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => setOpened({ day, entries: [], begin: entries[0] && beginOf(entries[0]) })}
        >
          {t("time.newEntry")}
        </Button>
      )}
      {editable && entries.length === 0 && day <= lastDay() && (
        <CopyDay sheet={sheet} member={member} day={day} />
      )}
      <SubmitWeek sheet={sheet} unsaved={cells.unsaved.size > 0} />
      <EntryDialog
        sheet={sheet}
        member={member}
        opened={opened}
        editable={editable}
        onClose={() => setOpened(null)}
      />
    </div>
  );
}

/** The next entry of a day is likely on the same order, with something else done. */
function beginOf(entry: TimeEntry): Opened["begin"] {
  return { ...headOf(entry), activity: "" };
}

type StripProps = { sheet: Timesheet; day: string; onDay: (day: string) => void };

function Strip({ sheet, day, onDay }: StripProps) {
  const { t, i18n } = useTranslation();
  const now = today();
  return (
    <fieldset className={classes.strip} aria-label={t("time.chooseDay")}>
      {sheet.days.map(({ worked_on, minutes }) => {
        const { name, number } = dayParts(worked_on, i18n.language);
        return (
          <UnstyledButton
            key={worked_on}
            className={classes.stripDay}
            aria-pressed={worked_on === day}
            data-today={worked_on === now || undefined}
            aria-label={t("time.dayOf", {
              day: showDay(worked_on, i18n.language),
              hours: showHours(minutes),
            })}
            onClick={() => onDay(worked_on)}
          >
            <span className={classes.stripName}>{name}</span>
            <span className={classes.stripNumber}>{number}</span>
            <span className={classes.stripHours}>{minutes ? showHours(minutes) : "–"}</span>
          </UnstyledButton>
        );
      })}
    </fieldset>
  );
}

function EntryCard({ entry, onOpen }: { entry: TimeEntry; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <UnstyledButton className={classes.entry} onClick={onOpen}>
      <span className={classes.entryTop}>
        <span className={classes.entryName}>{orderWords(t, entry)}</span>
        <span className="figures">{t("time.hours", { hours: showHours(entry.minutes) })}</span>
      </span>
      <span className={classes.entryLine}>
        {entry.activity || t("time.noActivity")}
        {entry.order_id && !entry.billable && ` · ${t("time.notBillable")}`}
      </span>
      {entry.note && <span className={classes.entryLine}>{entry.note}</span>}
    </UnstyledButton>
  );
}

/** One touch copies the latest day before that has time. */
function CopyDay({ sheet, member, day }: Omit<Props, "cells"> & { day: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(recentEntries(sheet.membership_id, addDays(day, -1)));
  const [busy, setBusy] = useState(false);
  const commands = useRef(new Map<string, Command>());
  const from = data?.items[0]?.worked_on;
  if (!from) return null;
  const source = data.items.filter(({ worked_on }) => worked_on === from);
  const key = sheetQuery(sheet.week, member).queryKey;
  const takeBack = async (copies: TimeEntry[]) => {
    for (const copy of copies) {
      await deleteEntry(copy).then(
        () => spreadEntry(client, key, { deleted: copy.id }),
        (error) => showNotification({ color: "red", message: refusalWords(t, asProblem(error)) }),
      );
    }
  };
  const copyOne = async (entry: TimeEntry): Promise<TimeEntry> => {
    const place = `${day} ${entry.id}`;
    const command = commands.current.get(place) ?? new Command();
    commands.current.set(place, command);
    const body = { ...contentOf(entry), worked_on: day, note: "" };
    const saved = await createEntry(body, { "Idempotency-Key": command.keyFor(body) });
    command.done();
    spreadEntry(client, key, { saved });
    return saved;
  };
  const copy = async () => {
    setBusy(true);
    const copies: TimeEntry[] = [];
    try {
      for (const entry of source) copies.push(await copyOne(entry));
    } catch (error) {
      showNotification({
        color: "red",
        title: t("time.dayNotCopied"),
        message: refusalWords(t, asProblem(error)),
      });
    }
    setBusy(false);
    if (copies.length)
      showUndo({
        text: t("time.dayCopied", { count: copies.length }),
        undo: t("common.undo"),
        onUndo: () => takeBack(copies),
      });
  };
  return (
    <Button
      variant="default"
      size="md"
      fullWidth
      loading={busy}
      leftSection={<IconCopy size={18} aria-hidden />}
      onClick={copy}
    >
      {t("time.copyDay", { day: showDay(from, i18n.language) })}
    </Button>
  );
}
