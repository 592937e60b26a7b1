/** Which week is shown, whose, and where does it stand? */
import { ActionIcon, Alert, Button, Group, Select, Text } from "@mantine/core";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickPeople } from "@/api/pick.ts";
import { useMay, useMe } from "@/app/session.ts";
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

type PersonProps = {
  member: string | undefined;
  onMember: (member: string | undefined) => void;
  disabled: boolean;
};

/** The choice of a person, for those who see others' time. */
export function Person({ member, onMember, disabled }: PersonProps) {
  const { t } = useTranslation();
  const may = useMay();
  const me = useMe();
  const own = me.company?.membership_id ?? null;
  const shown = may("time_read", "time_approve") && may("users_read");
  const { data } = useQuery({ ...pickPeople, enabled: shown });
  if (!shown) return null;
  return (
    <Select
      aria-label={t("time.person")}
      searchable
      allowDeselect={false}
      disabled={disabled}
      nothingFoundMessage={t("common.emptyFiltered")}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={member ?? own}
      onChange={(id) => onMember(id && id !== own ? id : undefined)}
      className={classes.person}
    />
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
