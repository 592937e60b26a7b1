/** Which deductions are there, and what is next with each? */
import { Group, Text } from "@mantine/core";
import IconHomeDollar from "@tabler/icons-react/dist/esm/icons/IconHomeDollar.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { amountOf, CaseStateBadge } from "./case-state.tsx";
import { type CaseItem, type CaseState, caseList } from "./queries.ts";

function columnsOf(t: Translate): Column<CaseItem>[] {
  return [
    { key: "name", header: t("claims.buyer"), cell: (row) => row.name, card: "title" },
    {
      key: "invoice",
      header: t("claims.invoice"),
      cell: (row) => row.invoice_number,
      card: "line",
      width: "8rem",
    },
    {
      key: "kind",
      header: t("claims.deduction"),
      cell: (row) => t(`claims.kind.${row.kind}`),
      card: "hidden",
      room: "middle",
      width: "6rem",
    },
    {
      key: "paid",
      header: t("claims.paidOn"),
      cell: (row) => row.paid_on ?? "–",
      card: "hidden",
      room: "full",
      width: "8rem",
    },
    {
      key: "deadline",
      header: t("claims.lastDay"),
      cell: (row) => row.deadline_on ?? "–",
      card: "hidden",
      width: "8rem",
    },
    {
      key: "state",
      header: t("common.status"),
      cell: (row) => <CaseStateBadge state={row.state} />,
      card: "corner",
      width: "12rem",
    },
    {
      key: "amount",
      header: t("claims.amount"),
      cell: amountOf,
      numeric: true,
      card: "value",
      width: "8rem",
    },
  ];
}

/** The list. */
export function CaseList({ state }: { state: CaseState | undefined }) {
  const { t } = useTranslation();
  const rows = useInfiniteQuery(caseList({ state }));
  return (
    <>
      {state && (
        <Group gap="xs">
          <Text size="sm">{t("claims.only", { state: t(`claims.state.${state}`) })}</Text>
          <Link to="/skatteavdrag" search={{}}>
            {t("claims.showAll")}
          </Link>
        </Group>
      )}
      <DataTable
        label={t("claims.tab.cases")}
        rows={rows}
        columns={columnsOf(t)}
        rowKey={({ id }) => id}
        rowLabel={({ name, invoice_number }) => t("claims.row", { name, number: invoice_number })}
        to={({ id }) => ({ to: "/skatteavdrag/$caseId", params: { caseId: id } })}
        searchable={false}
        empty={
          <Empty
            icon={<IconHomeDollar size={36} />}
            title={t(state ? "claims.emptyFiltered" : "claims.empty")}
            text={t(state ? "claims.emptyFilteredText" : "claims.emptyText")}
          />
        }
      />
    </>
  );
}
