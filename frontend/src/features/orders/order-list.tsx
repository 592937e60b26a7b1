/** Which orders are there? Open ones first; for workers without prices. */
import { Button, Stack } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickedCustomer } from "@/api/pick.ts";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showOre } from "@/lib/number.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { type OrderItem, type OrderSort, orderList } from "./queries.ts";

const route = getRouteApi("/inside/order");
const STATUSES = ["planned", "in_progress", "completed", "closed", "cancelled"] as const;

function columnsOf(t: Translate, prices: boolean): Column<OrderItem>[] {
  return [
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
    { key: "city", header: t("common.city"), cell: (row) => row.city, card: "line" },
    {
      key: "planned",
      header: t("orders.plannedStart"),
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
    ...(prices
      ? [
          {
            key: "total",
            header: t("orders.sum"),
            cell: (row: OrderItem) =>
              row.total_ore === null || row.total_ore === undefined ? "–" : showOre(row.total_ore),
            numeric: true,
            card: "value" as const,
            width: "8.5rem",
          },
        ]
      : []),
  ];
}

type Search = {
  q?: string;
  status?: Schema<"OrderStatus">;
  open?: boolean;
  customer?: string;
  sort?: OrderSort;
};

/** The list of orders. */
export function OrderList() {
  const { t } = useTranslation();
  const may = useMay();
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const sort = search.sort ?? "-number";
  const rows = useInfiniteQuery(
    orderList({ q: search.q, status: search.status, open: search.open, customer_id: search.customer, sort }),
  );
  const change = (part: Search) => navigate({ search: (old) => ({ ...old, ...part }) });
  const newOrder = may("orders_write") && (
    <LinkButton
      to="/order/ny"
      search={search.customer ? { customer: search.customer } : {}}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("shell.newOrder")}
    </LinkButton>
  );
  const tabs = [
    { value: "", label: t("common.all") },
    { value: "open", label: t("orders.open") },
    ...STATUSES.map((status) => ({ value: status as string, label: t(`common.orderStatus.${status}`) })),
  ];
  return (
    <Page title={t("orders.title")} actions={newOrder}>
      <Stack gap="sm">
        <ListTools
          tabs={tabs}
          tab={search.open ? "open" : (search.status ?? "")}
          onTab={(tab) =>
            change({ open: tab === "open" ? true : undefined, status: STATUSES.find((each) => each === tab) })
          }
          q={search.q}
          onQ={(q) => change({ q })}
        >
          {search.customer && (
            <CustomerFilter id={search.customer} onClear={() => change({ customer: undefined })} />
          )}
        </ListTools>
        <DataTable
          label={t("orders.title")}
          rows={rows}
          columns={columnsOf(t, may("orders_read"))}
          rowKey={(row) => row.id}
          rowLabel={(row) => t("orders.numbered", { number: row.number })}
          to={(row) => ({ to: "/order/$orderId", params: { orderId: row.id } })}
          sort={sort}
          onSort={(word) => change({ sort: word as OrderSort })}
          empty={
            search.q || search.status || search.open || search.customer ? (
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
                icon={<IconTools size={32} />}
                title={t("orders.emptyTitle")}
                text={t("orders.emptyText")}
                action={newOrder}
              />
            )
          }
        />
      </Stack>
    </Page>
  );
}

function CustomerFilter({ id, onClear }: { id: string; onClear: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(pickedCustomer(id));
  const name = data?.name ?? "…";
  return (
    <Button
      variant="light"
      size="xs"
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={t("orders.clearCustomer", { name })}
      onClick={onClear}
    >
      {name}
    </Button>
  );
}
