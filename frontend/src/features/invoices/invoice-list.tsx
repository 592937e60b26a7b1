/** Which invoices are there? All of the company's, by state, customer or order, with what is left to pay. */

import { Button, Stack, Text } from "@mantine/core";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconListCheck from "@tabler/icons-react/dist/esm/icons/IconListCheck.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTableExport from "@tabler/icons-react/dist/esm/icons/IconTableExport.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { OwnPdf, OwnViews } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showOre } from "@/lib/number.ts";
import { searchOfText } from "@/lib/search-text.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Status } from "@/ui/status.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { usePhone } from "@/ui/use-phone.ts";
import { useTickAll } from "@/ui/use-tick-all.ts";
import { AgeingStrip } from "./ageing-strip.tsx";
import { useExport } from "./export.ts";
import { FilterChips } from "./filter-chips.tsx";
import classes from "./invoices.module.css";
import { KeyFigures } from "./key-figures.tsx";
import { filtersOf, type InvoiceTab, type ListSearch, searchOf, TABS, tabOf } from "./list-filters.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { type InvoiceItem, invoiceList } from "./queries.ts";

const SelectionBar = whenWanted(
  part(() => import("./selection-bar.tsx")),
  (module) => module.SelectionBar,
  () => true,
);

const route = getRouteApi("/inside/fakturor");
const NONE: ReadonlySet<string> = new Set();

/** On the phone what isn't there is left out, and a day says what it is. */
function columnsOf(t: Translate, phone: boolean): Column<InvoiceItem>[] {
  const none = phone ? null : "–";
  return [
    {
      key: "number",
      header: t("common.number"),
      cell: (row) => row.number ?? (phone ? row.title : t("common.invoiceStatus.draft")),
      sort: ["-number", "number"],
      card: "line",
      width: "5.5rem",
    },
    { key: "customer", header: t("invoices.customer"), cell: (row) => row.customer_name, card: "title" },
    {
      key: "title",
      header: t("common.title"),
      cell: (row) =>
        [row.kind === "invoice" ? "" : t(`common.invoiceKind.${row.kind}`), row.title]
          .filter(Boolean)
          .join(" · ") || "–",
      card: "hidden",
      room: "middle",
    },
    {
      key: "issued",
      header: t("invoices.issuedOn"),
      cell: (row) => <span className={classes.day}>{row.issued_on ?? "–"}</span>,
      sort: ["-issued_on"],
      card: "hidden",
      room: "full",
      width: "7rem",
    },
    {
      key: "due",
      header: t("invoices.dueOn"),
      cell: (row) =>
        row.due_on ? (
          <span className={classes.day}>
            {phone ? t("invoices.dueOnDay", { day: row.due_on }) : row.due_on}
          </span>
        ) : (
          none
        ),
      sort: ["due_on"],
      card: "line",
      width: "7rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <Status of="invoice" status={row.status} overdue={row.overdue} kind={row.kind} />,
      card: "corner",
      width: "8rem",
    },
    {
      key: "total",
      header: t("invoices.sum"),
      cell: (row) => (
        <>
          {showOre(row.total_ore)}
          {row.deducted_ore !== 0 && (
            <Text size="xs" c="dimmed" className={classes.deducted}>
              {t("invoices.minusDeduction", { amount: showOre(-row.deducted_ore) })}
            </Text>
          )}
        </>
      ),
      numeric: true,
      sort: ["-total_ore"],
      card: "value",
      width: "8rem",
    },
    {
      key: "left",
      header: t("invoices.left"),
      cell: (row) => (row.status === "draft" || row.remaining_ore === 0 ? "–" : showOre(row.remaining_ore)),
      numeric: true,
      card: "hidden",
      width: "8rem",
    },
  ];
}

/** The list of invoices. */
export function InvoiceList() {
  const { t } = useTranslation();
  const may = useMay();
  const phone = usePhone();
  const search: ListSearch = route.useSearch();
  const navigate = route.useNavigate();
  const filters = filtersOf(search);
  const rows = useInfiniteQuery(invoiceList(filters));
  const [picked, setPicked] = useState<{ of: string; ids: ReadonlySet<string> }>({ of: "", ids: NONE });
  // What is ticked belongs to what is asked for: another question begins with nothing ticked.
  const question = JSON.stringify(filters);
  const ticked = picked.of === question ? picked.ids : NONE;
  const change = (part: Partial<ListSearch>) => navigate({ search: (old) => ({ ...old, ...part }) });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.filter((row) => ticked.has(row.id));
  const newInvoice = may("invoices_write") && (
    <LinkButton
      to="/fakturor/ny"
      search={search.customer ? { customer: search.customer } : {}}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("invoices.new")}
    </LinkButton>
  );
  const table = useExport();
  const all = useTickAll(rows, chosen.length, (ids) => setPicked({ of: question, ids }));
  const { sort: _, ...narrowing } = search;
  const filtered = Object.values(narrowing).some((value) => value !== undefined);
  const tabs = TABS.map((tab) => ({ value: tab, label: t(`invoices.tab.${tab}`) }));
  return (
    <Page
      title={t("invoices.title")}
      actions={
        <>
          {may("invoices_write") && (
            <LinkButton
              to="/fakturor/underlag"
              variant="default"
              leftSection={<IconListCheck size={16} aria-hidden />}
            >
              {t("invoices.basis.title")}
            </LinkButton>
          )}
          {newInvoice}
        </>
      }
    >
      <KeyFigures onTab={(tab) => navigate({ search: searchOf(tab) })} />
      <AgeingStrip
        customer={search.customer}
        age={search.age}
        onAge={(age) => change({ ...searchOf("all"), age })}
      />
      <Stack gap="sm">
        {chosen.length > 0 ? (
          <SelectionBar
            rows={chosen}
            filters={filters}
            onClear={() => setPicked({ of: question, ids: NONE })}
            all={all.more ? { ...all, count: all.most } : undefined}
          />
        ) : (
          <ListTools
            tabs={tabs}
            tab={tabOf(search) ?? ""}
            onTab={(tab) => change(searchOf(tab as InvoiceTab))}
            q={search.q}
            onQ={(q) => change({ q })}
          >
            <PeriodChoice period={search.period} onPeriod={(period) => change({ period })} />
            <OwnViews
              list="invoices"
              search={search}
              onShow={(kept) => navigate({ search: searchOfText(kept) as ListSearch })}
            />
            {may("documents_export") && (
              <Button
                variant="default"
                leftSection={<IconTableExport size={16} aria-hidden />}
                loading={table.isPending}
                onClick={() => table.mutate({ filters })}
              >
                {t("invoices.export.all")}
              </Button>
            )}
          </ListTools>
        )}
        <ProblemAlert error={table.error} />
        <FilterChips
          customer={search.customer}
          order={search.order}
          onClear={(name) => change({ [name]: undefined })}
        />
        <DataTable
          label={t("invoices.title")}
          rows={rows}
          columns={columnsOf(t, phone)}
          rowKey={(row) => row.id}
          rowLabel={(row) =>
            row.number
              ? `${t(`common.invoiceKind.${row.kind}`)} ${row.number}`
              : `${t("invoices.draft")}, ${row.customer_name}`
          }
          to={(row) => ({ to: "/fakturor/$invoiceId", params: { invoiceId: row.id } })}
          preview={(row) => (
            <OwnPdf
              source={{ kind: "invoice", id: row.id }}
              fileName={`${row.number ? t("invoices.file", { number: row.number }) : t("invoices.draftFile")}.pdf`}
            />
          )}
          sort={filters.sort}
          onSort={(sort) => change({ sort: sort as ListSearch["sort"] })}
          selection={{ selected: ticked, onChange: (ids) => setPicked({ of: question, ids }) }}
          empty={
            filtered ? (
              <Empty
                title={t("common.emptyFiltered")}
                text={t("common.emptyFilteredHint")}
                action={
                  <Button variant="default" onClick={() => navigate({ search: {} })}>
                    {t("common.showAll")}
                  </Button>
                }
              />
            ) : (
              <Empty
                icon={<IconFileInvoice size={32} />}
                title={t("invoices.emptyTitle")}
                text={t("invoices.emptyText")}
                action={newInvoice}
              />
            )
          }
        />
      </Stack>
    </Page>
  );
}
