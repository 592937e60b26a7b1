/** What does the company sell, and at which price? */

import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTag from "@tabler/icons-react/dist/esm/icons/IconTag.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OwnViews } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { searchOfText } from "@/lib/search-text.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { kitPrice } from "./parts.ts";
import { type Article, type ArticleFilters, articleList } from "./queries.ts";

const route = getRouteApi("/inside/artiklar");

const TABS = {
  "": { kind: undefined, archived: undefined },
  work: { kind: "work", archived: undefined },
  material: { kind: "material", archived: undefined },
  travel: { kind: "travel", archived: undefined },
  other: { kind: "other", archived: undefined },
  archived: { kind: undefined, archived: true },
} as const;

/** The list of articles. */
export function ArticleList() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const rows = useInfiniteQuery(articleList(filters));
  const narrow = (change: ArticleFilters) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const create = may("articles_write") && (
    <LinkButton to="/artiklar/ny" data-create leftSection={<IconPlus size={16} aria-hidden />}>
      {t("articles.new")}
    </LinkButton>
  );
  return (
    <Page title={t("articles.title")} actions={create}>
      <ListTools
        tabsLabel={t("articles.kind")}
        tabs={[
          { value: "", label: t("common.all") },
          { value: "work", label: t("common.kinds.work") },
          { value: "material", label: t("common.kinds.material") },
          { value: "travel", label: t("common.kinds.travel") },
          { value: "other", label: t("common.kinds.other") },
          { value: "archived", label: t("articles.archivedTab") },
        ]}
        tab={filters.archived ? "archived" : (filters.kind ?? "")}
        onTab={(tab) => narrow(TABS[tab as keyof typeof TABS])}
        q={filters.q}
        onQ={(q) => narrow({ q })}
      >
        <OwnViews
          list="articles"
          search={filters}
          onShow={(kept) => navigate({ search: searchOfText(kept) as ArticleFilters })}
        />
      </ListTools>
      <DataTable
        label={t("articles.title")}
        rows={rows}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        to={({ id }) => ({ to: "/artiklar/$articleId", params: { articleId: id } })}
        sort={filters.sort ?? "name"}
        onSort={(sort) => narrow({ sort: sort as ArticleFilters["sort"] })}
        empty={<NoArticles filters={filters} create={create} />}
      />
    </Page>
  );
}

function useColumns(): Column<Article>[] {
  const { t } = useTranslation();
  return [
    { key: "name", header: t("common.name"), cell: ({ name }) => name, sort: ["name"], card: "title" },
    {
      key: "number",
      header: t("articles.number"),
      cell: ({ number }) => number,
      sort: ["number"],
      card: "line",
      width: "9rem",
    },
    {
      key: "kind",
      header: t("articles.kind"),
      cell: ({ kind }) => t(`common.kinds.${kind}`),
      card: "line",
      width: "8rem",
    },
    {
      key: "price",
      header: t("articles.price"),
      cell: ({ parts, unit_price_ore }) => showKr((parts.length > 0 && kitPrice(parts)) || unit_price_ore),
      numeric: true,
      card: "value",
      width: "11rem",
    },
    { key: "unit", header: t("articles.unit"), cell: ({ unit }) => unit, card: "corner", width: "7rem" },
    {
      key: "vat",
      header: t("articles.vat"),
      cell: ({ vat }) => t(`common.vat.${vat}`),
      numeric: true,
      card: "hidden",
      width: "7rem",
    },
  ];
}

function NoArticles({ filters, create }: { filters: ArticleFilters; create: ReactNode }) {
  const { t } = useTranslation();
  if (filters.q || filters.kind)
    return (
      <Empty
        title={t("common.emptyFiltered")}
        text={t("common.emptyFilteredHint")}
        action={
          <LinkButton to="/artiklar" search={{}} variant="default">
            {t("common.showAll")}
          </LinkButton>
        }
      />
    );
  if (filters.archived) return <Empty title={t("articles.emptyArchived")} />;
  return (
    <Empty
      icon={<IconTag size={36} />}
      title={t("articles.emptyTitle")}
      text={t("articles.emptyText")}
      action={create}
    />
  );
}
