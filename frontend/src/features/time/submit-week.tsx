/** What happens when a week is handed in? It is locked, so the sums are shown first. */
import { Alert, Button, Group, List, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { showNotification } from "@mantine/notifications";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useTranslation } from "react-i18next";
import { useUnsentEntries } from "@/app/unsent-entries.ts";
import { showDay, today, weekNumber, weekOf } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { LaterDialog } from "@/ui/later-dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { emptyWorkdays, type Timesheet } from "./grid.ts";
import { useStep } from "./queries.ts";

type Props = {
  sheet: Timesheet;
  /** Something typed isn't saved. */
  unsaved: boolean;
};

/** The button and the step that explains. */
export function SubmitWeek({ sheet, unsaved }: Props) {
  const { t, i18n } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const phone = usePhone();
  const step = useStep();
  const { entries } = useUnsentEntries();
  const number = weekNumber(sheet.week);
  if (!sheet.actions.includes("submit") || sheet.entries.length === 0) return null;
  const unsent = entries.some(
    ({ whose, day }) => whose === sheet.membership_id && weekOf(day) === sheet.week,
  );
  const missing = emptyWorkdays(sheet, today()).map((day) => showDay(day, i18n.language));
  // A second click meets the dialog while it closes.
  const once = () => !step.isPending && !step.isSuccess;
  const submit = () =>
    once() &&
    step.mutate(
      { step: "submit", seen: sheet },
      {
        onSuccess: () => {
          close();
          showNotification({ color: "green", message: t("time.submitted", { number }) });
        },
      },
    );
  const start = () => {
    step.reset();
    open();
  };
  return (
    <>
      <Button
        variant={phone ? "default" : "filled"}
        size={phone ? "md" : "sm"}
        fullWidth={phone}
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={start}
      >
        {t(sheet.status === "rejected" ? "time.submitAgain" : "time.submit")}
      </Button>
      <LaterDialog
        opened={opened}
        onClose={close}
        title={t("time.submitTitle", { number })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <ProblemAlert error={step.error} />
        <Text size="sm" mb="xs">
          {t("time.submitWhat", {
            hours: showHours(sheet.minutes),
            billable: showHours(sheet.billable_minutes),
          })}
        </Text>
        <List size="sm" spacing={4}>
          {missing.length > 0 && <List.Item>{t("time.submitEmpty", { days: missing.join(", ") })}</List.Item>}
          <List.Item>{t("time.submitLock")}</List.Item>
        </List>
        {(unsaved || unsent) && (
          <Alert color="yellow" mt="sm" role="alert">
            {t(unsent ? "time.unsent.submit" : "time.submitUnsaved")}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button data-autofocus loading={step.isPending} disabled={unsaved || unsent} onClick={submit}>
            {t("time.submit")}
          </Button>
        </Group>
      </LaterDialog>
    </>
  );
}
