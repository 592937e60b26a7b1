/** What did somebody do this week, and is it right? Days and entries, then approve or return with a reason. */
import { Alert, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { showDay, weekNumber } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { SideDialog } from "@/ui/dialog.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Status } from "@/ui/status.tsx";
import { sumOf, type Timesheet } from "./grid.ts";
import { sheetQuery, useStep } from "./queries.ts";
import classes from "./time.module.css";
import { SheetState } from "./week-head.tsx";
import { orderWords } from "./words.ts";

type Props = { week: string; member: string; onClose: () => void };

/** The week in a drawer beside the list. */
export function SheetReview({ week, member, onClose }: Props) {
  const { t } = useTranslation();
  const query = useQuery(sheetQuery(week, member));
  const name = query.data?.employee_name ?? "…";
  return (
    <SideDialog
      opened
      onClose={onClose}
      position="right"
      size="min(34rem, 100%)"
      title={t("time.attest.sheetTitle", { name, number: weekNumber(week) })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Loaded query={query}>{(sheet) => <Review sheet={sheet} onClose={onClose} />}</Loaded>
    </SideDialog>
  );
}

function Review({ sheet, onClose }: { sheet: Timesheet; onClose: () => void }) {
  const { t } = useTranslation();
  const step = useStep();
  const [returning, setReturning] = useState(false);
  const { week, employee_name: name, membership_id } = sheet;
  const number = weekNumber(week);
  const changed = isProblem(step.error, "stale") || isProblem(step.error, "not_allowed_in_status");
  const done = (message: string) => {
    showNotification({ color: "green", message });
    onClose();
  };
  const approve = () =>
    step.mutate(
      { step: "approve", seen: sheet },
      { onSuccess: () => done(t("time.attest.approved", { name, number })) },
    );
  const reject = (reason: string) =>
    step.mutate(
      { step: "reject", reason, seen: sheet },
      { onSuccess: () => done(t("time.attest.rejected", { name, number })) },
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Status of="timesheet" status={sheet.status} />
          <Text size="sm" className="figures">
            {t("time.attest.severalSum", {
              hours: showHours(sheet.minutes),
              billable: showHours(sheet.billable_minutes),
            })}
          </Text>
        </Group>
        <LinkButton to="/tid" search={{ week, member: membership_id }} variant="subtle" size="compact-sm">
          {t("time.attest.openWeek")}
        </LinkButton>
      </Group>
      {sheet.status !== "submitted" && <SheetState sheet={sheet} />}
      {changed ? (
        <Alert color="yellow" role="alert">
          {t("time.attest.changed")}
        </Alert>
      ) : (
        !returning && <ProblemAlert error={step.error} />
      )}
      <Days sheet={sheet} />
      {returning ? (
        <Return
          sheet={sheet}
          busy={step.isPending}
          error={changed ? null : step.error}
          onReturn={reject}
          onCancel={() => setReturning(false)}
        />
      ) : (
        <div className={classes.decide}>
          {sheet.actions.includes("approve") && (
            <Text size="xs" c="dimmed" mb="xs">
              {t("time.attest.approveFinal")}
            </Text>
          )}
          <Group justify="flex-end">
            {sheet.actions.includes("reject") && (
              <Button variant="default" onClick={() => setReturning(true)}>
                {t("time.attest.reject")}
              </Button>
            )}
            {sheet.actions.includes("approve") && (
              <Button loading={step.isPending || step.isSuccess} onClick={approve}>
                {t("time.attest.approve")}
              </Button>
            )}
          </Group>
        </div>
      )}
    </Stack>
  );
}

function Days({ sheet }: { sheet: Timesheet }) {
  const { t, i18n } = useTranslation();
  const days = sheet.days.map(({ worked_on }) => ({
    worked_on,
    entries: sheet.entries.filter((entry) => entry.worked_on === worked_on),
  }));
  if (sheet.entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("time.attest.noEntries")}
      </Text>
    );
  return (
    <div>
      {days.map(
        ({ worked_on, entries }, place) =>
          (entries.length > 0 || place < 5) && (
            <section key={worked_on} className={classes.reviewDay}>
              <Group justify="space-between" gap="xs">
                <Title order={3} size="h6">
                  {showDay(worked_on, i18n.language)}
                </Title>
                <Text size="sm" fw={600} className="figures">
                  {showHours(sumOf(entries))}
                </Text>
              </Group>
              {entries.map((entry) => (
                <div key={entry.id} className={classes.reviewEntry}>
                  <Text size="sm" component="div">
                    {orderWords(t, entry)}
                    <Text size="xs" c="dimmed" component="div">
                      {entry.activity || t("time.noActivity")}
                      {entry.order_id && !entry.billable && ` · ${t("time.notBillable")}`}
                    </Text>
                    {entry.note && (
                      <Text size="xs" component="div" className={classes.prose}>
                        {entry.note}
                      </Text>
                    )}
                  </Text>
                  <Text size="sm" className="figures">
                    {showHours(entry.minutes)}
                  </Text>
                </div>
              ))}
            </section>
          ),
      )}
    </div>
  );
}

type ReturnProps = {
  sheet: Timesheet;
  busy: boolean;
  error: unknown;
  onReturn: (reason: string) => void;
  onCancel: () => void;
};

function Return({ sheet, busy, error, onReturn, onCancel }: ReturnProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim()) onReturn(reason.trim());
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      className={classes.decide}
      aria-label={t("time.attest.rejectTitle", {
        number: weekNumber(sheet.week),
        name: sheet.employee_name,
      })}
    >
      <Stack gap="sm">
        <ProblemAlert error={error} labels={() => t("time.attest.reason")} />
        <Textarea
          label={t("time.attest.reason")}
          description={t("time.attest.reasonHint")}
          autoFocus
          autosize
          minRows={2}
          maxLength={500}
          data-path="reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && !reason.trim() ? t("problem.field.required") : undefined}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" color="orange" loading={busy} disabled={!sheet.actions.includes("reject")}>
            {t("time.attest.reject")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
