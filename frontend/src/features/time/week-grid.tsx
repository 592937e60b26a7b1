/** How does a week look on the desk? Rows of order and activity, a column a day, sums all around. */
import { ActionIcon, Button, Table, Text } from "@mantine/core";
import IconNote from "@tabler/icons-react/dist/esm/icons/IconNote.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { showDay, today } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { TextLink } from "@/ui/text-link.tsx";
import type { Opened } from "./entry-dialog.tsx";
import { cellKey, cellMinutes, DAYS_AHEAD, lastDay, type Place, type Row, sumOf, totalsOf } from "./grid.ts";
import classes from "./time.module.css";
import type { Cells } from "./use-cells.ts";
import { HoursCell, SumCell } from "./week-cell.tsx";
import { dayParts, orderWords, rowWords } from "./words.ts";

type Props = {
  rows: Row[];
  days: string[];
  cells: Cells;
  editable: boolean;
  onOpen: (opened: Opened) => void;
  onAddRow: () => void;
  onRemoveRow: (row: Row) => void;
};

/** The grid. */
export function WeekGrid({ rows, days, cells, editable, onOpen, onAddRow, onRemoveRow }: Props) {
  const { t, i18n } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  // A week that is locked holds what is saved, whatever was typed meanwhile.
  const totals = totalsOf(rows, days, editable ? cells.typed : new Map());
  const now = today();
  const move = ({ row, day }: Place) => {
    const cell = body.current?.querySelector<HTMLElement>(`[data-cell="${row}-${day}"]`);
    cell?.focus();
  };
  const last = lastDay();
  const cellOf = (row: Row, place: Place): ReactNode => {
    const day = days[place.day] ?? "";
    const key = cellKey(row, day);
    const entries = row.cells[place.day] ?? [];
    const name = { row: rowWords(t, row), day: showDay(day, i18n.language) };
    const details = () => onOpen({ day, entries, begin: row });
    const fixed = entries.some(({ actions }) => !actions.includes("replace"));
    if (!editable || entries.length > 1 || fixed) {
      const minutes = editable ? sumOf(entries) : cellMinutes(row, place.day, days, new Map());
      if (entries.length === 0) return <span className={classes.none}>–</span>;
      return entries.length > 1 || entries.some(({ note }) => note) || editable ? (
        <SumCell minutes={minutes} name={name} onDetails={details} />
      ) : (
        <span className={classes.plain}>{showHours(minutes)}</span>
      );
    }
    return (
      <HoursCell
        place={place}
        size={{ rows: rows.length, days: days.length }}
        entries={entries}
        unsaved={cells.unsaved.get(key)}
        name={name}
        closed={day > last}
        onCommit={(text) => cells.commit(row, day, text)}
        onRetry={() => cells.retry(key)}
        onDrop={() => cells.drop(key)}
        onMove={move}
        onDetails={details}
      />
    );
  };
  return (
    <div className={classes.frame}>
      <Table className={classes.grid} aria-label={t("time.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.head}>{t("time.rowHead")}</Table.Th>
            {days.map((day) => {
              const { name, number } = dayParts(day, i18n.language);
              return (
                <Table.Th
                  key={day}
                  scope="col"
                  data-today={day === now || undefined}
                  aria-current={day === now ? "date" : undefined}
                >
                  {name} {number}
                </Table.Th>
              );
            })}
            <Table.Th scope="col" data-sum>
              {t("time.sum")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row, place) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" className={classes.head}>
                <RowName row={row} onRemove={editable ? () => onRemoveRow(row) : undefined} />
              </Table.Th>
              {days.map((day, column) => (
                <Table.Td key={day} data-today={day === now || undefined}>
                  {cellOf(row, { row: place, day: column })}
                </Table.Td>
              ))}
              <Table.Td data-sum>{showHours(totals.perRow[place] ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th className={classes.head}>
              {editable ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={onAddRow}
                  data-create
                >
                  {t("time.addRow")}
                </Button>
              ) : (
                t("time.sum")
              )}
            </Table.Th>
            {days.map((day, column) => (
              <Table.Td key={day} data-today={day === now || undefined} data-foot>
                {showHours(totals.perDay[column] ?? 0)}
              </Table.Td>
            ))}
            <Table.Td data-sum data-foot>
              {showHours(totals.week)}
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      <Text size="sm" c="dimmed" component="div" className={classes.under}>
        <span>{editable && t("time.keys")}</span>
        {editable && (days.at(-1) ?? "") > last && (
          <span>{t("time.closedAfter", { count: DAYS_AHEAD, day: showDay(last, i18n.language) })}</span>
        )}
        {totals.week > 0 && <span>{t("time.billableSum", { hours: showHours(totals.billable) })}</span>}
      </Text>
    </div>
  );
}

function RowName({ row, onRemove }: { row: Row; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation();
  const empty = row.cells.every((entries) => entries.length === 0);
  const noted = row.cells.some((entries) => entries.some(({ note }) => note));
  return (
    <div className={classes.rowName}>
      <div className={classes.rowText}>
        <Text size="sm" fw={600} component="div">
          {row.order_id ? (
            <TextLink
              to="/order/$orderId"
              params={{ orderId: row.order_id }}
              size="sm"
              fw={600}
              c="inherit"
              underline="hover"
            >
              {orderWords(t, row)}
            </TextLink>
          ) : (
            orderWords(t, row)
          )}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {row.activity || t("time.noActivity")}
          {row.order_id && !row.billable && ` · ${t("time.notBillable")}`}
          {noted && !onRemove && <IconNote size={13} aria-hidden className={classes.noted} />}
        </Text>
      </div>
      {empty && onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("time.removeRow", { row: rowWords(t, row) })}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
