/** Which week is shown, and where does it stand? */
import { ActionIcon, Alert, Button, Group, Text } from "@mantine/core";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { useTranslation } from "react-i18next";
import { addWeeks, showInstant, today, weekOf } from "@/lib/date.ts";
import { usePhone } from "@/ui/use-phone.ts";
import type { Timesheet } from "./grid.ts";
import classes from "./time.module.css";
import { weekWords } from "./words.ts";

type NavProps = { week: string; onWeek: (week: string) => void };

/** The week, and the ones beside it. */
export function WeekNav({ week, onWeek }: NavProps) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const now = weekOf(today());
  return (
    <Group gap="xs" wrap="nowrap" className={classes.nav}>
      <ActionIcon
        variant="default"
        className={classes.step}
        aria-label={t("time.previousWeek")}
        onClick={() => onWeek(addWeeks(week, -1))}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <Text fw={600} aria-live="polite" className={classes.weekName}>
        {weekWords(t, week, i18n.language)}
      </Text>
      <ActionIcon
        variant="default"
        className={classes.step}
        aria-label={t("time.nextWeek")}
        onClick={() => onWeek(addWeeks(week, 1))}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
      {week !== now && (
        <Button variant="subtle" className={classes.now} onClick={() => onWeek(now)}>
          {t(phone ? "time.today" : "time.thisWeek")}
        </Button>
      )}
    </Group>
  );
}

/** Why the week can't be changed, or why it came back. */
export function SheetState({ sheet }: { sheet: Timesheet }) {
  const { t } = useTranslation();
  const { status, decided_by: name, decided_at: at, reason } = sheet;
  if (status === "rejected")
    return (
      <Alert
        color="orange"
        variant="light"
        role="status"
        title={name ? t("time.state.rejectedBy", { name }) : t("time.state.rejected")}
      >
        {reason && <Text size="sm">{reason}</Text>}
      </Alert>
    );
  const words =
    status === "submitted"
      ? t("time.state.submitted")
      : status === "approved"
        ? name && at
          ? t("time.state.approvedBy", { name, at: showInstant(at) })
          : t("time.state.approved")
        : sheet.actions.includes("submit")
          ? null
          : t("time.state.readOnly");
  if (!words) return null;
  return (
    <Alert
      color={status === "approved" ? "green" : status === "submitted" ? "blue" : "gray"}
      variant="light"
      role="status"
    >
      {words}
    </Alert>
  );
}
