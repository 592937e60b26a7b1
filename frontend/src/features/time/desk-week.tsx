/** What can be done with a week on the desk? The grid with what stands around it. */

import { Button, Group, Text } from "@mantine/core";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { pickedOrder } from "@/api/pick.ts";
import { addWeeks, today, weekNumber } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import type { Opened } from "./entry-dialog.tsx";
import { type RowHead, rowKey, type Timesheet } from "./grid.ts";
import classes from "./time.module.css";
import { UnsavedList } from "./unsaved-list.tsx";
import type { Cells } from "./use-cells.ts";
import { useRows } from "./use-rows.ts";
import { useUnsentOfAddress } from "./use-unsent.ts";
import { WeekGrid } from "./week-grid.tsx";

const AddRow = whenWanted(
  part(() => import("./add-row.tsx")),
  (module) => module.AddRow,
  () => true,
);

const EntryDialog = whenWanted(
  part(() => import("./entry-dialog.tsx")),
  (module) => module.EntryDialog,
  ({ opened }) => opened !== null,
);

const route = getRouteApi("/inside/tid");
type Props = { sheet: Timesheet; member: string | undefined; cells: Cells };

/** Where the focus goes once a row is there. */
type Wanted = { key: string; day: string };

/** Brings the order of the address into the grid. */
function useOrderOfAddress(add: (row: RowHead) => void, rows: RowHead[], want: (wanted: Wanted) => void) {
  const { order, day } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const act = useRef({ add, rows, want, navigate });
  useEffect(() => {
    act.current = { add, rows, want, navigate };
  });
  useEffect(() => {
    if (!order) return;
    let left = false;
    const go = async () => {
      const known = await client.ensureQueryData(pickedOrder(order)).catch(() => null);
      if (left) return;
      const now = act.current;
      const row: RowHead | undefined =
        now.rows.find((each) => each.order_id === order) ??
        (known
          ? {
              order_id: order,
              order_number: known.number,
              order_title: known.title,
              activity: "",
              billable: true,
            }
          : undefined);
      if (row && !now.rows.includes(row)) now.add(row);
      if (row) now.want({ key: rowKey(row), day: day ?? today() });
      now.navigate({ search: ({ order: _, ...rest }) => rest, replace: true });
    };
    void go();
    return () => {
      left = true;
    };
  }, [client, order, day]);
}

/** The week. */
export function DeskWeek({ sheet, member, cells }: Props) {
  const { t } = useTranslation();
  const { rows, days, add, remove, copy } = useRows(sheet.week, member, sheet, cells.unsaved);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [adding, setAdding] = useState(false);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const editable = sheet.actions.includes("submit");
  const [copying, setCopying] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useOrderOfAddress(add, rows, setWanted);
  useUnsentOfAddress(setOpened);

  useEffect(() => {
    if (!wanted) return;
    const row = rows.findIndex(({ key }) => key === wanted.key);
    const day = Math.max(0, days.indexOf(wanted.day));
    const cell = frame.current?.querySelector<HTMLElement>(`[data-cell="${row}-${day}"]`);
    if (!cell) return;
    cell.focus();
    setWanted(null);
  }, [wanted, rows, days]);

  const last = weekNumber(addWeeks(sheet.week, -1));
  const copyRows = async () => {
    setCopying(true);
    await copy();
    setCopying(false);
  };
  const copyButton = (
    <Button
      variant="default"
      loading={copying}
      leftSection={<IconCopy size={16} aria-hidden />}
      onClick={copyRows}
    >
      {t("time.copyRows", { number: last })}
    </Button>
  );
  return (
    <div ref={frame} className={classes.desk}>
      <UnsavedList cells={cells} />
      {rows.length === 0 ? (
        <Empty
          icon={<IconClock size={36} />}
          title={t("time.emptyTitle")}
          text={t(editable ? "time.emptyText" : "time.emptyRead")}
          action={
            editable && (
              <Group justify="center">
                <Button
                  data-create
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => setAdding(true)}
                >
                  {t("time.addRow")}
                </Button>
                {copyButton}
              </Group>
            )
          }
        />
      ) : (
        <>
          {editable && (
            <Group justify="space-between">
              {copyButton}
              <Saved cells={cells} />
            </Group>
          )}
          <WeekGrid
            rows={rows}
            days={days}
            cells={{
              ...cells,
              commit: (row, day, text) => {
                // A row that is emptied stays.
                add(row);
                cells.commit(row, day, text);
              },
            }}
            editable={editable}
            onOpen={setOpened}
            onAddRow={() => setAdding(true)}
            onRemoveRow={remove}
          />
        </>
      )}
      {adding && (
        <AddRow
          membershipId={sheet.membership_id}
          day={days.at(-1) ?? today()}
          onClose={() => setAdding(false)}
          onAdd={(row) => {
            add(row);
            setAdding(false);
            setWanted({ key: rowKey(row), day: today() });
          }}
        />
      )}
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

/** Whether everything that was typed is saved. */
function Saved({ cells }: { cells: Cells }) {
  const { t } = useTranslation();
  const all = [...cells.unsaved.values()];
  const failed = all.filter(({ state }) => state === "failed").length;
  return (
    <Text size="sm" c={failed ? "var(--mantine-color-error)" : "dimmed"} role="status">
      {failed ? t("time.notSaved", { count: failed }) : all.length ? t("time.saving") : t("time.allSaved")}
    </Text>
  );
}
