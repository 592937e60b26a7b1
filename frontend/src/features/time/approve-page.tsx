/** Whose weeks wait for approval? All of them in a list, one opened beside it, several approved at once. */
import { Button, Group, Select, Text } from "@mantine/core";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { addWeeks, today, weekOf } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { ApproveSeveral } from "./approve-several.tsx";
import { type SheetFilters, sheetList, type TimesheetItem } from "./queries.ts";
import { SheetReview } from "./sheet-review.tsx";
import classes from "./time.module.css";
import { weekWords } from "./words.ts";

const route = getRouteApi("/inside/tid/attest");
const TABS = ["submitted", "open", "rejected", "approved"] as const;
/** How many weeks back can be chosen. */
const BACK = 26;

/** Names a week of an employee. */
const keyOf = ({ week, membership_id }: TimesheetItem): string => `${week} ${membership_id}`;

function columnsOf(t: Translate, language: string): Column<TimesheetItem>[] {
  return [
    { key: "person", header: t("time.person"), cell: (row) => row.employee_name, card: "title" },
    {
      key: "week",
      header: t("time.attest.weekFilter"),
      cell: (row) => weekWords(t, row.week, language),
      card: "line",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <Status of="timesheet" status={row.status} />,
      card: "corner",
      width: "9rem",
    },
    {
      key: "billable",
      header: t("time.attest.billable"),
      cell: (row) => showHours(row.billable_minutes),
      numeric: true,
      card: "hidden",
      width: "7rem",
    },
    {
      key: "hours",
      header: t("time.attest.hours"),
      cell: (row) => showHours(row.minutes),
      numeric: true,
      card: "value",
      width: "7rem",
    },
  ];
}

/** The page of weeks to approve. */
export function ApprovePage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const status = search.status ?? "submitted";
  const { week, opened, member } = search;
  const narrow = (change: Partial<typeof search>) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <Page
      title={t(may("time_approve") ? "time.attest.title" : "time.attest.titleRead")}
      back={{ to: "/tid" }}
    >
      <ListTools
        tabs={TABS.map((value) => ({ value, label: t(`time.attest.tabs.${value}`) }))}
        tab={status}
        onTab={(tab) => narrow({ status: TABS.find((each) => each === tab) })}
      >
        <WeekChoice week={week} onWeek={(next) => narrow({ week: next })} />
      </ListTools>
      <Weeks
        key={`${status} ${week ?? ""}`}
        filters={{ status, week }}
        approving={may("time_approve") && status === "submitted"}
      />
      {opened && member && (
        <SheetReview
          key={`${opened} ${member}`}
          week={opened}
          member={member}
          onClose={() => narrow({ opened: undefined, member: undefined })}
        />
      )}
    </Page>
  );
}

function Weeks({ filters, approving }: { filters: SheetFilters; approving: boolean }) {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const rows = useInfiniteQuery(sheetList(filters));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [several, setSeveral] = useState<TimesheetItem[] | null>(null);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.filter((item) => selected.has(keyOf(item)));
  return (
    <>
      {chosen.length > 0 && (
        <Group className={classes.bulk} justify="space-between">
          <Text size="sm" fw={600} role="status">
            {t("common.selected", { count: chosen.length })}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setSelected(new Set())}>
              {t("common.clear")}
            </Button>
            <Button leftSection={<IconChecks size={16} aria-hidden />} onClick={() => setSeveral(chosen)}>
              {t("time.attest.several")}
            </Button>
          </Group>
        </Group>
      )}
      <DataTable
        label={t("time.attest.title")}
        rows={rows}
        columns={columnsOf(t, i18n.language)}
        rowKey={keyOf}
        rowLabel={({ employee_name, week }) => `${employee_name}, ${weekWords(t, week, i18n.language)}`}
        to={({ week, membership_id }) => ({
          to: "/tid/attest",
          search: { ...search, opened: week, member: membership_id },
        })}
        searchable={false}
        selection={approving ? { selected, onChange: setSelected } : undefined}
        empty={<Nothing submitted={filters.status === "submitted"} />}
      />
      {several && (
        <ApproveSeveral
          weeks={several}
          onClose={() => {
            setSeveral(null);
            setSelected(new Set());
          }}
        />
      )}
    </>
  );
}

function Nothing({ submitted }: { submitted: boolean }) {
  const { t } = useTranslation();
  return (
    <Empty
      icon={<IconChecks size={36} />}
      title={t(submitted ? "time.attest.emptySubmitted" : "time.attest.empty")}
      text={submitted ? t("time.attest.emptySubmittedText") : undefined}
    />
  );
}

type ChoiceProps = { week: string | undefined; onWeek: (week: string | undefined) => void };

function WeekChoice({ week, onWeek }: ChoiceProps) {
  const { t, i18n } = useTranslation();
  const now = weekOf(today());
  const recent = Array.from({ length: BACK }, (_, back) => addWeeks(now, 1 - back));
  const weeks = week && !recent.includes(week) ? [week, ...recent] : recent;
  return (
    <Select
      aria-label={t("time.attest.weekFilter")}
      data={[
        { value: "", label: t("time.attest.allWeeks") },
        ...weeks.map((value) => ({ value, label: weekWords(t, value, i18n.language) })),
      ]}
      allowDeselect={false}
      value={week ?? ""}
      onChange={(value) => onWeek(value || undefined)}
      flex={{ base: "1 1 10rem", sm: "0 1 15rem" }}
    />
  );
}
