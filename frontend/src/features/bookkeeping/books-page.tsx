/** What is in the books? Vouchers, VAT, fiscal years and accounts, each on its tab. */

import { Button, Group, Skeleton, Stack, TextInput } from "@mantine/core";
import IconBook2 from "@tabler/icons-react/dist/esm/icons/IconBook2.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OwnViews } from "@/app/own.tsx";
import { searchOfText } from "@/lib/search-text.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Empty } from "@/ui/empty.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { VoucherCard } from "@/ui/voucher-card.tsx";
import { Accounts } from "./accounts.tsx";
import { Exports } from "./exports.tsx";
import { voucherList } from "./queries.ts";
import { SeriesTab } from "./series.tsx";
import { Vat } from "./vat.tsx";
import { Years } from "./years.tsx";

const route = getRouteApi("/inside/bokforing");
const TABS = ["vouchers", "vat", "export", "years", "accounts", "series"] as const;

/** The page. */
export function BooksPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? "vouchers";
  return (
    <Page title={t("bookkeeping.title")} subtitle={t("bookkeeping.subtitle")}>
      <ListTools
        tabs={TABS.map((value) => ({ value, label: t(`bookkeeping.tab.${value}`) }))}
        tab={tab}
        tabsLabel={t("bookkeeping.title")}
        onTab={(value) => navigate({ search: { tab: TABS.find((known) => known === value) } })}
      />
      {tab === "vouchers" && <Vouchers />}
      {tab === "vat" && (
        <Vat
          from={search.from}
          to={search.to}
          onPeriod={(from, to) => navigate({ search: { tab, from, to } })}
        />
      )}
      {tab === "export" && <Exports />}
      {tab === "years" && <Years />}
      {tab === "accounts" && <Accounts />}
      {tab === "series" && <SeriesTab />}
    </Page>
  );
}

function Vouchers() {
  const { t } = useTranslation();
  const { from, to, account } = route.useSearch();
  const navigate = route.useNavigate();
  const number = Number(account) || undefined;
  const query = useInfiniteQuery(voucherList({ from, to, account: number }));
  const change = (changed: { from?: string; to?: string; account?: string }) =>
    navigate({ search: { from, to, account, ...changed } });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <DayInput
          label={t("bookkeeping.from")}
          value={from ?? null}
          clearable
          onChange={(day) => change({ from: day ?? undefined })}
        />
        <DayInput
          label={t("bookkeeping.to")}
          value={to ?? null}
          clearable
          onChange={(day) => change({ to: day ?? undefined })}
        />
        <TextInput
          label={t("bookkeeping.account")}
          inputMode="numeric"
          maxLength={4}
          defaultValue={account ?? ""}
          onBlur={({ target }) => change({ account: target.value || undefined })}
        />
      </Group>
      <Group justify="flex-end">
        <OwnViews
          list="vouchers"
          search={{ from, to, account }}
          onShow={(kept) => navigate({ search: { tab: "vouchers", ...searchOfText(kept) } })}
        />
      </Group>
      <ProblemAlert error={query.error} retry={() => query.refetch()} />
      {query.isPending && <Skeleton height={120} role="status" aria-label={t("common.loading")} />}
      {query.data && items.length === 0 && (
        <Empty
          icon={<IconBook2 size={32} />}
          title={t("bookkeeping.empty")}
          text={t("bookkeeping.emptyText")}
        />
      )}
      {items.map((voucher) => (
        <VoucherCard key={voucher.id} voucher={voucher} link />
      ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </Stack>
  );
}
