/** Which orders are there? What is to be done first; workers see theirs and no prices. */

import { Button, Stack } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pickedCustomer } from "@/api/pick.ts";
import { OwnViews } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showOre } from "@/lib/number.ts";
import { searchOfText } from "@/lib/search-text.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { filtersOf, type ListSearch, searchOf, TABS, tabOf } from "./list-filters.ts";
import { type OrderItem, type OrderSort, orderList } from "./queries.ts";

const route = getRouteApi("/inside/order");

function columnsOf(t: Translate, prices: boolean): Column<OrderItem>[] {
  const columns: Column<OrderItem>[] = [
    {
      key: "number",
      header: t("common.number"),
      cell: (row) => row.number,
      sort: ["-number", "number"],
      card: "line",
      width: "5.5rem",
    },
    { key: "title", header: t("common.title"), cell: (row) => row.title, card: "title" },
    { key: "customer", header: t("orders.customer"), cell: (row) => row.customer_name, card: "line" },
    { key: "city", header: t("orders.city"), cell: (row) => row.city, card: "line", room: "middle" },
    {
      key: "planned",
      header: t("orders.plannedOn"),
      cell: (row) => <span className="figures">{row.planned_start_on ?? "–"}</span>,
      sort: ["planned_on"],
      card: prices ? "hidden" : "value",
      width: "8rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <Status of="order" status={row.status} />,
      card: "corner",
      width: "8rem",
    },
  ];
  if (prices)
    columns.push({
      key: "total",
      header: t("orders.sum"),
      cell: (row) => (typeof row.total_ore === "number" ? showOre(row.total_ore) : "–"),
      numeric: true,
      card: "value",
      width: "8.5rem",
    });
  return columns;
}

/** The list of orders. */
export function OrderList() {
  const { t } = useTranslation();
  const search: ListSearch = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const prices = may("orders_read");
  const sort: OrderSort = search.sort ?? (prices ? "-number" : "planned_on");
  const rows = useInfiniteQuery(orderList({ ...filtersOf(search), sort }));
  const narrow = (change: ListSearch) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <Page
      title={t("orders.title")}
      actions={
        may("orders_write") && (
          <LinkButton
            to="/order/ny"
            search={search.customer ? { customer: search.customer } : {}}
            data-create
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t("orders.new")}
          </LinkButton>
        )
      }
    >
      <ListTools
        tabs={TABS.map((value) => ({ value, label: t(`orders.tabs.${value}`) }))}
        tab={tabOf(search) ?? ""}
        onTab={(tab) => narrow(searchOf(tab as (typeof TABS)[number]))}
        q={search.q}
        onQ={(q) => narrow({ q })}
      >
        {search.customer && (
          <OfCustomer id={search.customer} onClear={() => narrow({ customer: undefined })} />
        )}
        <OwnViews
          list="orders"
          search={search}
          onShow={(kept) => navigate({ search: searchOfText(kept) as ListSearch })}
        />
      </ListTools>
      <DataTable
        label={t("orders.title")}
        rows={rows}
        columns={columnsOf(t, prices)}
        rowKey={({ id }) => id}
        rowLabel={({ number, title }) => `${number} ${title}`}
        to={({ id }) => ({ to: "/order/$orderId", params: { orderId: id } })}
        sort={sort}
        onSort={(next) => narrow({ sort: next as OrderSort })}
        empty={<NoOrders search={search} />}
      />
    </Page>
  );
}

function NoOrders({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const may = useMay();
  const all = () => navigate({ search: { all: true }, replace: true });
  if (search.q)
    return (
      <Empty
        title={t("common.emptyFiltered")}
        text={t("common.emptyFilteredHint")}
        action={
          <Button variant="default" onClick={all}>
            {t("common.showAll")}
          </Button>
        }
      />
    );
  const everything = tabOf(search) === "all" && !search.customer;
  const create = may("orders_write") && (
    <LinkButton to="/order/ny" search={search.customer ? { customer: search.customer } : {}}>
      {t("orders.new")}
    </LinkButton>
  );
  if (!may("orders_write"))
    return (
      <Empty icon={<IconTools size={36} />} title={t("orders.emptyOwn")} text={t("orders.emptyOwnText")} />
    );
  return (
    <Empty
      icon={<IconTools size={36} />}
      title={t(everything ? "orders.emptyTitle" : "orders.emptyTab")}
      text={t("orders.emptyText")}
      action={
        <Stack gap="xs" align="center">
          {create}
          {!everything && (
            <Button variant="subtle" onClick={all}>
              {t("common.showAll")}
            </Button>
          )}
        </Stack>
      }
    />
  );
}

function OfCustomer({ id, onClear }: { id: string; onClear: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(pickedCustomer(id));
  return (
    <Button variant="light" rightSection={<IconX size={14} aria-hidden />} onClick={onClear}>
      {t("orders.onlyCustomer", { name: data?.name ?? "…" })}
    </Button>
  );
}
