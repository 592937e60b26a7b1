/** Who are the customers? */

import { Anchor, Button } from "@mantine/core";
import IconAddressBook from "@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs";
import IconPackageImport from "@tabler/icons-react/dist/esm/icons/IconPackageImport.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconUserSearch from "@tabler/icons-react/dist/esm/icons/IconUserSearch.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { part } from "@/api/part.ts";
import { OwnViews } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import { searchOfText } from "@/lib/search-text.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { type CustomerFilters, customerList } from "./queries.ts";

const PackageDialog = whenWanted(
  part(() => import("./package-dialog.tsx")),
  (module) => module.PackageDialog,
  () => true,
);

const FindDialog = whenWanted(
  part(() => import("./find-dialog.tsx")),
  (module) => module.FindDialog,
  () => true,
);

const route = getRouteApi("/inside/kunder");
type Row = Schema<"CustomerItem">;

const nameOf = ({ name, number, erased }: Row, t: TFunction) =>
  erased ? t("customers.erased", { number }) : name;

const TABS = {
  "": { kind: undefined, archived: undefined },
  private: { kind: "private", archived: undefined },
  company: { kind: "company", archived: undefined },
  archived: { kind: undefined, archived: true },
} as const;

/** The list of customers. */
export function CustomerList() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const rows = useInfiniteQuery(customerList(filters));
  const [finding, setFinding] = useState(false);
  const [receiving, setReceiving] = useState(false);
  const narrow = (change: CustomerFilters) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const create = may("customers_write") && (
    <LinkButton to="/kunder/ny" data-create leftSection={<IconPlus size={16} aria-hidden />}>
      {t("customers.new")}
    </LinkButton>
  );
  return (
    <Page
      title={t("customers.title")}
      actions={
        may("customers_write") && (
          <>
            <Button
              variant="default"
              leftSection={<IconUserSearch size={16} aria-hidden />}
              onClick={() => setFinding(true)}
            >
              {t("deductions.find.open")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconPackageImport size={16} aria-hidden />}
              onClick={() => setReceiving(true)}
            >
              {t("portability.open")}
            </Button>
            {create}
          </>
        )
      }
    >
      <ListTools
        tabsLabel={t("customers.kind")}
        tabs={[
          { value: "", label: t("common.all") },
          { value: "private", label: t("customers.tabs.private") },
          { value: "company", label: t("customers.tabs.company") },
          { value: "archived", label: t("customers.tabs.archived") },
        ]}
        tab={filters.archived ? "archived" : (filters.kind ?? "")}
        onTab={(tab) => narrow(TABS[tab as keyof typeof TABS])}
        q={filters.q}
        onQ={(q) => narrow({ q })}
      >
        <OwnViews
          list="customers"
          search={filters}
          onShow={(kept) => navigate({ search: searchOfText(kept) as CustomerFilters })}
        />
      </ListTools>
      <DataTable
        label={t("customers.title")}
        rows={rows}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rowLabel={(row) => nameOf(row, t)}
        to={({ id }) => ({ to: "/kunder/$customerId", params: { customerId: id } })}
        sort={filters.sort ?? "name"}
        onSort={(sort) => narrow({ sort: sort as CustomerFilters["sort"] })}
        empty={<NoCustomers filters={filters} create={create} />}
      />
      {receiving && <PackageDialog onClose={() => setReceiving(false)} />}
      {finding && <FindDialog onClose={() => setFinding(false)} />}
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      key: "name",
      header: t("common.name"),
      cell: (row) => nameOf(row, t),
      sort: ["name", "-name"],
      card: "title",
    },
    {
      key: "number",
      header: t("customers.numberColumn"),
      cell: ({ number }) => number,
      sort: ["-number", "number"],
      card: "corner",
      width: "8rem",
    },
    {
      key: "kind",
      header: t("customers.kind"),
      cell: ({ kind }) => t(`customers.kinds.${kind}`),
      card: "hidden",
      room: "middle",
      width: "9rem",
    },
    { key: "city", header: t("common.city"), cell: ({ city }) => city || null, card: "line" },
    {
      key: "phone",
      header: t("common.phone"),
      cell: ({ phone }) => phone || null,
      card: "line",
      room: "middle",
    },
    {
      key: "email",
      header: t("common.email"),
      cell: ({ email }) =>
        email && (
          <Anchor href={`mailto:${email}`} c="inherit" size="sm">
            {email}
          </Anchor>
        ),
      card: "hidden",
    },
  ];
}

function NoCustomers({ filters, create }: { filters: CustomerFilters; create: ReactNode }) {
  const { t } = useTranslation();
  if (filters.q || filters.kind)
    return (
      <Empty
        title={t("common.emptyFiltered")}
        text={t("common.emptyFilteredHint")}
        action={
          <LinkButton to="/kunder" search={{}} variant="default">
            {t("common.showAll")}
          </LinkButton>
        }
      />
    );
  if (filters.archived) return <Empty title={t("customers.emptyArchived")} />;
  return (
    <Empty
      icon={<IconAddressBook size={36} />}
      title={t("customers.emptyTitle")}
      text={t("customers.emptyText")}
      action={create}
    />
  );
}
