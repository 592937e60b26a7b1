/** How are several weeks approved at once? One after the other, each with its own result. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "@/api/command.ts";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { weekNumber } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { sumOf } from "./grid.ts";
import { sendStep, spreadStep, type TimesheetItem } from "./queries.ts";
import classes from "./time.module.css";
import { refusalWords } from "./use-cells.ts";

type Result = { state: "waiting" | "running" | "done" } | { state: "failed"; problem: ProblemError };
type Results = ReadonlyMap<string, Result>;

const keyOf = ({ week, membership_id }: TimesheetItem): string => `${week} ${membership_id}`;

/** What became of a week, in words. */
function resultWords(t: Translate, result: Result | undefined): string {
  if (!result) return "";
  if (result.state !== "failed") return t(`time.attest.${result.state}`);
  if (result.problem.code === "forbidden") return t("time.attest.own");
  if (result.problem.code === "stale") return t("time.attest.stale");
  return refusalWords(t, result.problem);
}

function useApproving() {
  const client = useQueryClient();
  const [results, setResults] = useState<Results>(new Map());
  const [busy, setBusy] = useState(false);
  const commands = useRef(new Map<string, Command>());
  const run = async (weeks: TimesheetItem[]) => {
    if (busy) return;
    setBusy(true);
    const set = (key: string, result: Result) => setResults((old) => new Map(old).set(key, result));
    for (const week of weeks) set(keyOf(week), { state: "waiting" });
    for (const week of weeks) {
      const key = keyOf(week);
      const command = commands.current.get(key) ?? new Command();
      commands.current.set(key, command);
      set(key, { state: "running" });
      try {
        await sendStep(week, { step: "approve" }, { "Idempotency-Key": command.keyFor(week) });
        command.done();
        set(key, { state: "done" });
      } catch (error) {
        set(key, { state: "failed", problem: asProblem(error) });
      }
    }
    setBusy(false);
    spreadStep(client);
  };
  return { results, busy, run };
}

/** The dialog: first what will be approved, then what was. */
export function ApproveSeveral({ weeks, onClose }: { weeks: TimesheetItem[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { results, busy, run } = useApproving();
  const count = weeks.length;
  const begun = results.size > 0;
  const failed = weeks.filter((week) => results.get(keyOf(week))?.state === "failed");
  return (
    <Modal
      opened
      onClose={busy ? () => {} : onClose}
      size="lg"
      title={t("time.attest.severalTitle", { count })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t("time.attest.severalSum", {
            hours: showHours(sumOf(weeks)),
            billable: showHours(weeks.reduce((sum, week) => sum + week.billable_minutes, 0)),
          })}
          {". "}
          {t("time.attest.approveFinal")}
        </Text>
        <ul className={classes.results} aria-live="polite">
          {weeks.map((week) => {
            const result = results.get(keyOf(week));
            return (
              <li key={keyOf(week)} data-state={result?.state}>
                <Text size="sm" span flex={1}>
                  {t("time.attest.sheetTitle", {
                    name: week.employee_name,
                    number: weekNumber(week.week),
                  })}
                </Text>
                <Text size="sm" span className="figures">
                  {t("time.hours", { hours: showHours(week.minutes) })}
                </Text>
                {begun && (
                  <Text size="sm" span className={classes.result}>
                    {resultWords(t, result)}
                  </Text>
                )}
              </li>
            );
          })}
        </ul>
        <Group justify="flex-end">
          {begun && !busy && failed.length > 0 && (
            <Button variant="default" onClick={() => run(failed)}>
              {t("time.attest.retryFailed")}
            </Button>
          )}
          <Button variant={begun ? "filled" : "default"} disabled={busy} onClick={onClose}>
            {t(begun ? "common.close" : "common.cancel")}
          </Button>
          {(!begun || busy) && (
            <Button data-autofocus loading={busy} onClick={() => run(weeks)}>
              {t("time.attest.severalGo", { count })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
