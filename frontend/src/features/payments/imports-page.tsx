/** Which files has the bank sent, and what waits in them? A new one is dropped at the top. */
import { Badge } from "@mantine/core";
import IconFileUpload from "@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Page } from "@/ui/page.tsx";
import { BankFileDrop } from "./bank-file-drop.tsx";
import { showAmount } from "./money.ts";
import { importList, type PaymentImport } from "./queries.ts";

/** How many payments wait for somebody. */
const waiting = ({ counts }: PaymentImport) => counts.matched + counts.suggested + counts.unmatched;

/** The sums of a file, one a currency. */
export function sumWords({ sums }: PaymentImport): string {
  return sums.map(({ amount, currency }) => showAmount(amount, currency)).join(" + ");
}

function columnsOf(t: Translate): Column<PaymentImport>[] {
  return [
    { key: "file", header: t("payments.file"), cell: (row) => row.file_name, card: "title" },
    {
      key: "at",
      header: t("payments.importedAt"),
      cell: (row) => showInstant(row.imported_at),
      card: "line",
      width: "11rem",
    },
    {
      key: "state",
      header: t("common.status"),
      cell: (row) => <Waiting count={waiting(row)} />,
      card: "corner",
      width: "11rem",
    },
    {
      key: "count",
      header: t("payments.count"),
      cell: (row) => row.payment_count - row.known_count,
      numeric: true,
      card: "hidden",
      room: "middle",
      width: "8rem",
    },
    {
      key: "sum",
      header: t("payments.sum"),
      cell: (row) => sumWords(row),
      numeric: true,
      card: "value",
      width: "14rem",
    },
  ];
}

function Waiting({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      color={count > 0 ? "yellow" : "green"}
      className="status"
      tt="none"
      fw={600}
      radius="xl"
    >
      {count > 0 ? t("payments.waiting", { count }) : t("payments.done")}
    </Badge>
  );
}

/** The page of the bank's files. */
export function ImportsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const rows = useInfiniteQuery(importList);
  return (
    <Page title={t("payments.title")}>
      {may("payments_write") && <BankFileDrop />}
      <DataTable
        label={t("payments.title")}
        rows={rows}
        columns={columnsOf(t)}
        rowKey={({ id }) => id}
        rowLabel={({ file_name }) => file_name}
        to={({ id }) => ({ to: "/inbetalningar/$importId", params: { importId: id } })}
        empty={
          <Empty
            icon={<IconFileUpload size={36} />}
            title={t("payments.empty")}
            text={t("payments.emptyText")}
          />
        }
      />
    </Page>
  );
}
