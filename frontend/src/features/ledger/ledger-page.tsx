/** Who owed how much on a day, and how old was it? */
import { Box, Button, SimpleGrid, Skeleton, Stack, Table, Text } from "@mantine/core";
import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { showDecimal, showOre, showWholeKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Framed } from "@/ui/framed.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { Items } from "./items.tsx";
import classes from "./ledger.module.css";
import { type CustomerLedger, type LedgerCustomer, type LedgerSums, ledgerQuery } from "./queries.ts";

const route = getRouteApi("/inside/reskontra");
const AGES = ["not_due", "days_30", "days_60", "days_90", "older"] as const;

/** The page of the ledger. */
export function LedgerPage() {
  const { t } = useTranslation();
  const { day = today() } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(ledgerQuery(day));
  const pages = query.data?.pages ?? [];
  const first = pages[0];
  return (
    <Page
      title={t("ledger.title")}
      subtitle={t("ledger.subtitle")}
      actions={
        <DayInput
          aria-label={t("ledger.asOf")}
          value={day}
          onChange={(value) => navigate({ search: value && value !== today() ? { day: value } : {} })}
          w="11rem"
        />
      }
    >
      <Stack gap="md">
        <ProblemAlert error={query.error} retry={() => query.refetch()} />
        <Figures ledger={first} />
        {query.isPending ? (
          <Waiting label={t("common.loading")} />
        ) : first && pages.every((page) => page.items.length === 0) ? (
          <Empty icon={<IconScale size={32} />} title={t("ledger.emptyTitle")} text={t("ledger.emptyText")} />
        ) : (
          first && (
            <>
              <Customers
                rows={pages.flatMap((page) => page.items)}
                totals={first.totals}
                day={day}
                key={day}
              />
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                  mx="auto"
                >
                  {t("common.loadMore")}
                </Button>
              )}
            </>
          )
        )}
      </Stack>
    </Page>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {["a", "b", "c", "d", "e"].map((key) => (
        <Skeleton key={key} height={36} mb={6} radius="sm" />
      ))}
    </div>
  );
}

function Figures({ ledger }: { ledger: CustomerLedger | undefined }) {
  const { t } = useTranslation();
  const late = ledger && ledger.totals.total_ore + ledger.totals.unplaced_ore - ledger.totals.not_due_ore;
  const tenths = ledger?.days_outstanding_tenths;
  const figures = [
    { key: "total", value: ledger && showWholeKr(ledger.totals.total_ore) },
    { key: "late", value: late === undefined ? undefined : showWholeKr(late) },
    {
      key: "days",
      value:
        ledger &&
        (tenths === null || tenths === undefined
          ? "–"
          : t("ledger.daysValue", { days: showDecimal(tenths, 1) })),
      hint: t("ledger.daysHint"),
    },
    { key: "sales", value: ledger && showWholeKr(ledger.sales_ore) },
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: "xs", md: "sm" }}>
      {figures.map((figure) => (
        <Box key={figure.key} className={classes.figure}>
          <span className={classes.figureName}>{t(`ledger.figure.${figure.key}`)}</span>
          {figure.value === undefined ? (
            <Skeleton component="span" height={26} width="70%" />
          ) : (
            <span className={classes.figureValue}>{figure.value}</span>
          )}
          {"hint" in figure && (
            <Text component="span" size="xs" c="dimmed">
              {figure.hint}
            </Text>
          )}
        </Box>
      ))}
    </SimpleGrid>
  );
}

type CustomersProps = { rows: LedgerCustomer[]; totals: LedgerSums; day: string };

function Customers({ rows, totals, day }: CustomersProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [opened, setOpened] = useState<string | null>(null);
  const ages = phone ? [] : AGES;
  const width = ages.length + (phone ? 2 : 3);
  return (
    <Framed>
      <Table aria-label={t("ledger.title")} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("ledger.customer")}</Table.Th>
            {ages.map((age) => (
              <Table.Th key={age} ta="right">
                {t(`ledger.age.${age}`)}
              </Table.Th>
            ))}
            {!phone && <Table.Th ta="right">{t("ledger.unplaced")}</Table.Th>}
            <Table.Th ta="right">{t("ledger.total")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const open = opened === row.customer_id;
            return (
              <Fragment key={row.customer_id}>
                <Table.Tr>
                  <Table.Td>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      className={classes.name}
                      aria-expanded={open}
                      onClick={() => setOpened(open ? null : row.customer_id)}
                    >
                      {row.name}
                    </Button>
                  </Table.Td>
                  <Sums sums={row.sums} ages={ages} unplaced={!phone} />
                </Table.Tr>
                {open && (
                  <Table.Tr>
                    <Table.Td colSpan={width}>
                      <Items customer={row} day={day} />
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            );
          })}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr className={classes.total}>
            <Table.Th scope="row">{t("ledger.all")}</Table.Th>
            <Sums sums={totals} ages={ages} unplaced={!phone} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Framed>
  );
}

type SumsProps = { sums: LedgerSums; ages: readonly (typeof AGES)[number][]; unplaced: boolean };

function Sums({ sums, ages, unplaced }: SumsProps) {
  const shown = (ore: number) => (ore === 0 ? "–" : showOre(ore));
  return (
    <>
      {ages.map((age) => (
        <Table.Td key={age} ta="right" className="figures">
          {shown(sums[`${age}_ore`])}
        </Table.Td>
      ))}
      {unplaced && (
        <Table.Td ta="right" className="figures">
          {shown(-sums.unplaced_ore)}
        </Table.Td>
      )}
      <Table.Td ta="right" className="figures" fw={600}>
        {showOre(sums.total_ore)}
      </Table.Td>
    </>
  );
}
