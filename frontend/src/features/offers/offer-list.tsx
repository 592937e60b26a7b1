/** Which offers are there? All of the company's, by where they stand, with words and customer to narrow them. */

import { Button, Stack } from "@mantine/core";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickedCustomer } from "@/api/pick.ts";
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
import { Status } from "@/ui/status.tsx";
import { type OfferItem, type OfferSort, offerList } from "./queries.ts";

const route = getRouteApi("/inside/offerter");
const STATUSES = ["draft", "sent", "accepted", "declined", "expired", "withdrawn"] as const;
const DEFAULT_SORT: OfferSort = "-number";

function columnsOf(t: Translate): Column<OfferItem>[] {
  const day = (value: string | null | undefined) => <span className="figures">{value ?? "–"}</span>;
  return [
    {
      key: "number",
      header: t("common.number"),
      cell: (row) => row.number,
      sort: ["-number", "number"],
      card: "line",
      width: "5.5rem",
    },
    {
      key: "title",
      header: t("common.title"),
      cell: (row) => row.title || t("offers.untitled"),
      card: "title",
    },
    { key: "customer", header: t("offers.customer"), cell: (row) => row.customer_name, card: "line" },
    {
      key: "offered",
      header: t("offers.offeredOn"),
      cell: (row) => day(row.offered_on),
      sort: ["-offered_on"],
      card: "hidden",
      room: "middle",
      width: "7.5rem",
    },
    {
      key: "valid",
      header: t("offers.validUntil"),
      cell: (row) => day(row.valid_until),
      card: "hidden",
      width: "7.5rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <Status of="offer" status={row.status} />,
      card: "corner",
      width: "8rem",
    },
    {
      key: "total",
      header: t("offers.sum"),
      cell: (row) => showOre(row.total_ore),
      numeric: true,
      sort: ["-total_ore"],
      card: "value",
      width: "8.5rem",
    },
  ];
}

type Search = { q?: string; status?: Schema<"OfferStatus">; customer?: string; sort?: OfferSort };

/** The list of offers. */
export function OfferList() {
  const { t } = useTranslation();
  const may = useMay();
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const sort = search.sort ?? DEFAULT_SORT;
  const rows = useInfiniteQuery(
    offerList({ q: search.q, status: search.status, customer_id: search.customer, sort }),
  );
  const change = (part: Search) => navigate({ search: (old) => ({ ...old, ...part }) });
  const newOffer = may("offers_write") && (
    <LinkButton
      to="/offerter/ny"
      search={search.customer ? { customer: search.customer } : {}}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("offers.new")}
    </LinkButton>
  );
  const tabs = [
    { value: "", label: t("common.all") },
    ...STATUSES.map((status) => ({ value: status as string, label: t(`common.offerStatus.${status}`) })),
  ];
  return (
    <Page title={t("offers.title")} actions={newOffer}>
      <Stack gap="sm">
        <ListTools
          tabs={tabs}
          tab={search.status ?? ""}
          onTab={(status) => change({ status: STATUSES.find((each) => each === status) })}
          q={search.q}
          onQ={(q) => change({ q })}
        >
          {search.customer && (
            <CustomerFilter id={search.customer} onClear={() => change({ customer: undefined })} />
          )}
          <OwnViews
            list="offers"
            search={search}
            onShow={(kept) => navigate({ search: searchOfText(kept) as Search })}
          />
        </ListTools>
        <DataTable
          label={t("offers.title")}
          rows={rows}
          columns={columnsOf(t)}
          rowKey={(row) => row.id}
          rowLabel={(row) => t("offers.numbered", { number: row.number })}
          to={(row) => ({ to: "/offerter/$offerId", params: { offerId: row.id } })}
          preview={(row) => (
            <OwnPdf
              source={{ kind: "offer", id: row.id }}
              fileName={t("offers.fileName", { number: row.number })}
            />
          )}
          sort={sort}
          onSort={(word) => change({ sort: word as OfferSort })}
          empty={
            search.q || search.status || search.customer ? (
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
                icon={<IconFileCheck size={32} />}
                title={t("offers.emptyTitle")}
                text={t("offers.emptyText")}
                action={newOffer}
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
      aria-label={t("offers.clearCustomer", { name })}
      onClick={onClear}
    >
      {name}
    </Button>
  );
}
