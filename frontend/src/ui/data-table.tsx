/** How does a list look and work? A table on the desk, cards on the phone; rows by arrows or j/k, Enter opens, Space previews. */
import { Box, Button, Checkbox, Skeleton, Table, Text, UnstyledButton } from "@mantine/core";
import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import { Link, type LinkProps, useNavigate } from "@tanstack/react-router";
import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { singleKeysOn } from "@/lib/preferences.ts";
import classes from "./data-table.module.css";
import { ProblemAlert } from "./problem-alert.tsx";
import { whenWanted } from "./use-later.ts";
import { type Room, usePhone, useRoom } from "./use-phone.ts";

const RowPreview = whenWanted(
  part(() => import("./row-preview.tsx")),
  (module) => module.RowPreview,
  ({ opened }) => opened,
);

/** A column: its heading, its cell, how it sorts, and its place on a phone's card. */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand to the right in tabular figures. */
  numeric?: boolean;
  /** The sort words of the API for this column; the first is used at the first click. */
  sort?: readonly string[];
  /** Where it stands on a phone: first line left or right, second line left or right, or not at all. */
  card: "title" | "value" | "line" | "corner" | "hidden";
  width?: string;
  /** The room that the table must have for it; without it, the column is always there. */
  room?: Exclude<Room, "little">;
};

/** What a list's query gives. */
export type Rows<Row> = {
  data: { pages: { items: Row[]; total: number | null }[] } | undefined;
  error: unknown;
  isPending: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};

type Props<Row> = {
  /** Names the table for those who can't see it. */
  label: string;
  rows: Rows<Row>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** Names a row. */
  rowLabel: (row: Row) => string;
  /** Where a row leads. */
  to: (row: Row) => Pick<LinkProps, "to" | "params" | "search">;
  sort?: string;
  onSort?: (sort: string) => void;
  /** Shown when there is no row. */
  empty: ReactNode;
  /** With it rows can be ticked. */
  selection?: Selection;
  /** False where there is no field of search above. */
  searchable?: boolean;
  /** What Space shows of a row beside the list: its document. */
  preview?: (row: Row) => ReactNode;
};

/** What is ticked. */
export type Selection = { selected: ReadonlySet<string>; onChange: (selected: Set<string>) => void };

function toggled({ selected }: Selection, key: string): Set<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** A keyset-paged list. */
export function DataTable<Row>(props: Props<Row>) {
  const { rows, empty } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const [previewed, setPreviewed] = useState<string>();
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.error) return <ProblemAlert error={rows.error} retry={() => rows.refetch()} />;
  if (rows.isPending) return <Waiting label={t("common.loading")} />;
  if (items.length === 0) return empty;
  const total = rows.data?.pages[0]?.total;
  const keys = [
    t("common.listKeys"),
    ...(props.preview ? [t("common.listKeysPreview")] : []),
    ...(props.selection ? [t("common.listKeysSelect")] : []),
    ...(props.searchable === false ? [] : [t("common.listKeysSearch")]),
    t("common.listKeysMore"),
  ].join(" · ");
  return (
    <Box
      aria-busy={rows.isPlaceholderData}
      className={classes.list}
      data-stale={rows.isPlaceholderData || undefined}
    >
      {phone ? (
        <Cards {...props} items={items} />
      ) : (
        <Desk {...props} items={items} previewed={previewed} onPreview={setPreviewed} />
      )}
      {props.preview && (
        <Preview
          {...props}
          preview={props.preview}
          items={items}
          previewed={previewed}
          onPreview={setPreviewed}
        />
      )}
      <div className={classes.footer}>
        <Text size="sm" c="dimmed" component="p" m={0}>
          {t("common.listFooter", { count: items.length })}
          {total === null || total === undefined ? "" : ` / ${total}`}
          {!phone && singleKeysOn() && ` · ${keys}`}
        </Text>
        {rows.hasNextPage && (
          <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
            {t("common.loadMore")}
          </Button>
        )}
      </div>
    </Box>
  );
}

type Previewing = { previewed: string | undefined; onPreview: (key: string | undefined) => void };
type PreviewProps<Row> = Props<Row> & Required<Pick<Props<Row>, "preview">> & Previewing & { items: Row[] };

/** The document of a row, which stays until the panel has gone. */
function Preview<Row>({ items, previewed, onPreview, rowKey, ...props }: PreviewProps<Row>) {
  const [last, setLast] = useState(previewed);
  if (previewed !== undefined && previewed !== last) setLast(previewed);
  const index = items.findIndex((row) => rowKey(row) === last);
  const row = items[index];
  if (row === undefined || last === undefined) return null;
  const inList = (key: string) => document.getElementById(rowId(key));
  const move = (by: number) => {
    const next = items[index + by];
    if (next === undefined) return;
    onPreview(rowKey(next));
    inList(rowKey(next))?.scrollIntoView({ block: "nearest" });
  };
  return (
    <RowPreview
      opened={previewed !== undefined}
      title={props.rowLabel(row)}
      to={props.to(row)}
      onMove={move}
      onClose={() => onPreview(undefined)}
      focusBack={() => inList(last)}
    >
      <Fragment key={last}>{props.preview(row)}</Fragment>
    </RowPreview>
  );
}

const rowId = (key: string) => `row-${key}`;

function Waiting({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={classes.waiting}>
      {Array.from({ length: 8 }, (_, index) => `row-${index}`).map((key) => (
        <Skeleton key={key} height={36} radius="sm" />
      ))}
    </div>
  );
}

/** Whether a column that wants `wanted` has it. */
const fits = (wanted: Room | undefined, room: Room): boolean =>
  wanted === undefined || room === "full" || room === wanted;

type DeskProps<Row> = Props<Row> & Previewing & { items: Row[] };

function Desk<Row>({ items, columns: all, ...props }: DeskProps<Row>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const room = useRoom();
  const columns = all.filter((column) => fits(column.room, room));
  const body = useRef<HTMLTableSectionElement>(null);
  const { selection, rowKey } = props;
  const toggle = (key: string) => selection?.onChange(toggled(selection, key));
  const onKeyDown = (event: KeyboardEvent, row: Row, index: number) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 }[event.key];
    if (move) {
      event.preventDefault();
      const next = items[index + move];
      if (event.shiftKey && next)
        selection?.onChange(new Set([...selection.selected, rowKey(row), rowKey(next)]));
      (body.current?.rows[index + move] as HTMLElement | undefined)?.focus();
    } else if (event.key === " ") {
      // The page stays where the row is.
      event.preventDefault();
      if (props.preview) props.onPreview(rowKey(row));
    } else if (event.key === "Escape" && selection) {
      selection.onChange(new Set());
    } else if (event.key === "Enter") {
      navigate(props.to(row) as object);
    } else if (event.key === "x" && selection) {
      toggle(rowKey(row));
    }
  };
  const allTicked = selection !== undefined && items.every((row) => selection.selected.has(rowKey(row)));
  return (
    <div className={classes.frame}>
      <Table highlightOnHover stickyHeader className={classes.table} aria-label={props.label}>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={40}>
                <Checkbox
                  size="xs"
                  aria-label={t("common.selectAll")}
                  checked={allTicked}
                  indeterminate={!allTicked && items.some((row) => selection.selected.has(rowKey(row)))}
                  onChange={() => selection.onChange(new Set(allTicked ? [] : items.map(rowKey)))}
                />
              </Table.Th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {items.map((row, index) => (
            <Table.Tr
              key={rowKey(row)}
              tabIndex={index === 0 ? 0 : -1}
              id={props.preview && rowId(rowKey(row))}
              data-row
              data-previewed={rowKey(row) === props.previewed || undefined}
              className={classes.row}
              onKeyDown={(event) => onKeyDown(event, row, index)}
              onClick={(event) => {
                if (!(event.target as HTMLElement).closest("a,button,input,label"))
                  navigate(props.to(row) as object);
              }}
            >
              {selection && (
                <Table.Td>
                  <Checkbox
                    size="xs"
                    aria-label={t("common.selectRow", { name: props.rowLabel(row) })}
                    checked={selection.selected.has(rowKey(row))}
                    onChange={() => toggle(rowKey(row))}
                  />
                </Table.Td>
              )}
              {columns.map((column, place) => (
                <Table.Td key={column.key} data-numeric={column.numeric || undefined}>
                  {place === 0 ? (
                    <Link {...(props.to(row) as LinkProps)} className={classes.link} tabIndex={-1}>
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type HeaderProps<Row> = {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
};

function HeaderCell<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const { t } = useTranslation();
  const words = column.sort;
  if (!words?.length || !onSort) {
    return (
      <Table.Th w={column.width} data-numeric={column.numeric || undefined}>
        {column.header}
      </Table.Th>
    );
  }
  const place = words.indexOf(sort ?? "");
  const direction = place < 0 ? undefined : sort?.startsWith("-") ? "descending" : "ascending";
  const next = words[(place + 1) % words.length] ?? words[0];
  return (
    <Table.Th
      w={column.width}
      aria-sort={direction ?? "none"}
      data-numeric={column.numeric || undefined}
      className={classes.sortable}
    >
      <UnstyledButton
        className={classes.sort}
        title={t("common.sortBy", { column: column.header })}
        onClick={() => next && onSort(next)}
      >
        {column.header}
        {direction === "ascending" && <IconArrowUp size={14} aria-hidden />}
        {direction === "descending" && <IconArrowDown size={14} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  );
}

function Cards<Row>({ items, columns, selection, ...props }: Props<Row> & { items: Row[] }) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  // Whoever ticked rows on a wide window goes on ticking here.
  const ticking = selection && (picking || selection.selected.size > 0) ? selection : undefined;
  const stop = () => {
    setPicking(false);
    selection?.onChange(new Set());
  };
  return (
    <>
      {selection && (
        <Button
          variant="subtle"
          className={classes.pick}
          aria-pressed={ticking !== undefined}
          onClick={() => (ticking ? stop() : setPicking(true))}
        >
          {t(ticking ? "common.selectRowsDone" : "common.selectRows")}
        </Button>
      )}
      <ul className={classes.cards} aria-label={props.label}>
        {items.map((row) => {
          const key = props.rowKey(row);
          return (
            <li key={key}>
              {ticking ? (
                <label className={classes.card} htmlFor={`tick-${key}`}>
                  <Checkbox
                    id={`tick-${key}`}
                    aria-label={t("common.selectRow", { name: props.rowLabel(row) })}
                    checked={ticking.selected.has(key)}
                    onChange={() => ticking.onChange(toggled(ticking, key))}
                  />
                  <CardContent row={row} columns={columns} />
                </label>
              ) : (
                <Link {...(props.to(row) as LinkProps)} className={classes.card}>
                  <CardContent row={row} columns={columns} />
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function CardContent<Row>({ row, columns }: { row: Row; columns: Column<Row>[] }) {
  const at = (place: Column<Row>["card"]) =>
    columns
      .filter((column) => column.card === place)
      .map((column) => <span key={column.key}>{column.cell(row)}</span>);
  return (
    <span className={classes.cardContent}>
      <span className={classes.cardTop}>
        <span className={classes.cardTitle}>{at("title")}</span>
        <span className={classes.cardValue}>{at("value")}</span>
      </span>
      <span className={classes.cardBottom}>
        <span className={classes.cardLine}>{at("line")}</span>
        <span>{at("corner")}</span>
      </span>
    </span>
  );
}
