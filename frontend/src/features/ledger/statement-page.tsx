/** What happened on a customer's account in a period, and what is owed? The statement, on screen and as a document. */

import { Button, Group, SegmentedControl, Skeleton, Stack, Table, Text } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fetchPdf, saveFile } from "@/api/file.ts";
import { pickedCustomer } from "@/api/pick.ts";
import { useCommand } from "@/api/use-command.ts";
import { useMay } from "@/app/session.ts";
import { LANGUAGES } from "@/i18n/index.ts";
import { today } from "@/lib/date.ts";
import { showKr, showOre } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Framed } from "@/ui/framed.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import classes from "./ledger.module.css";
import { type AccountStatement, type StatementRow, statementQuery } from "./queries.ts";

const route = getRouteApi("/inside/reskontra/$customerId");

/** The page of a statement. */
export function StatementPage() {
  const { t } = useTranslation();
  const { customerId } = route.useParams();
  const { to = today(), from = `${to.slice(0, 4)}-01-01`, language: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const { data: customer } = useQuery(pickedCustomer(customerId));
  const query = useQuery(statementQuery(customerId, from, to));
  const language = asked ?? customer?.language ?? "sv";
  const download = useCommand(async () =>
    saveFile(
      await fetchPdf({ kind: "statement", id: customerId, from, to, language }),
      `${t("ledger.statement.title")} ${query.data?.number ?? ""} ${to}.pdf`,
      "application/pdf",
    ),
  );
  const change = (part: { from?: string; to?: string; language?: typeof language }) =>
    navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  return (
    <Page
      title={t("ledger.statement.title")}
      subtitle={query.data?.name ?? customer?.name}
      back={{ to: "/kunder/$customerId", params: { customerId } }}
      actions={
        <>
          <SegmentedControl
            aria-label={t("ledger.statement.language")}
            value={language}
            data={LANGUAGES.map((value) => ({ value, label: t(`common.languages.${value}`) }))}
            onChange={(value) => change({ language: LANGUAGES.find((each) => each === value) })}
          />
          {may("documents_export") && (
            <Button
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={download.isPending}
              disabled={!query.data}
              onClick={() => download.mutate()}
            >
              {t("common.pdf.download")}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <DayInput
            label={t("ledger.statement.from")}
            value={from}
            onChange={(value) => value && change({ from: value })}
            w="11rem"
          />
          <DayInput
            label={t("ledger.statement.to")}
            value={to}
            onChange={(value) => value && change({ to: value })}
            w="11rem"
          />
        </Group>
        <ProblemAlert
          error={query.error ?? download.error}
          labels={(path) => t(path === "to" ? "ledger.statement.to" : "ledger.statement.from")}
          retry={() => query.refetch()}
        />
        {query.isPending ? (
          <Skeleton height={240} role="status" aria-label={t("common.loading")} />
        ) : (
          query.data && (
            <>
              <Events statement={query.data} />
              <Sums statement={query.data} />
            </>
          )
        )}
      </Stack>
    </Page>
  );
}

function Events({ statement }: { statement: AccountStatement }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const balance = (day: string, key: "opening" | "closing", ore: number) => (
    <Table.Tr className={classes.balance}>
      {!phone && <Table.Td className="figures">{day}</Table.Td>}
      <Table.Td>{t(`ledger.statement.${key}`)}</Table.Td>
      <Table.Td />
      <Table.Td ta="right" className="figures">
        {showOre(ore)}
      </Table.Td>
    </Table.Tr>
  );
  return (
    <Framed>
      <Table aria-label={t("ledger.statement.title")}>
        <Table.Thead>
          <Table.Tr>
            {!phone && <Table.Th>{t("ledger.statement.day")}</Table.Th>}
            <Table.Th>{t("ledger.statement.event")}</Table.Th>
            <Table.Th ta="right">{t("ledger.statement.amount")}</Table.Th>
            <Table.Th ta="right">{t("ledger.statement.balance")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {balance(statement.from, "opening", statement.opening_ore)}
          {statement.rows.map((row) => (
            <Event
              key={`${row.on} ${row.kind} ${row.invoice_id ?? row.payment_id}`}
              row={row}
              phone={phone}
            />
          ))}
          {balance(statement.to, "closing", statement.closing_ore)}
        </Table.Tbody>
      </Table>
    </Framed>
  );
}

function Event({ row, phone }: { row: StatementRow; phone: boolean }) {
  const { t } = useTranslation();
  const words = [t(`ledger.statement.kind.${row.kind}`), row.number ?? row.reference]
    .filter(Boolean)
    .join(" ");
  const more = [phone && row.on, row.due_on && t("ledger.dueOn", { day: row.due_on })]
    .filter(Boolean)
    .join(", ");
  return (
    <Table.Tr>
      {!phone && <Table.Td className="figures">{row.on}</Table.Td>}
      <Table.Td>
        {row.invoice_id ? (
          <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: row.invoice_id }} inherit>
            {words}
          </TextLink>
        ) : (
          words
        )}
        {more && (
          <Text component="span" size="xs" c="dimmed" display="block">
            {more}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className="figures">
        {showOre(row.amount_ore)}
      </Table.Td>
      <Table.Td ta="right" className="figures">
        {showOre(row.balance_ore)}
      </Table.Td>
    </Table.Tr>
  );
}

const SUMS = ["invoiced", "interest", "credited", "deducted", "paid", "written_off"] as const;

function Sums({ statement }: { statement: AccountStatement }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.sums}>
      {SUMS.filter((sum) => statement[`${sum}_ore`] !== 0).map((sum) => (
        <div key={sum}>
          <dt>{t(`ledger.statement.sum.${sum}`)}</dt>
          <dd className="figures">{showKr(statement[`${sum}_ore`])}</dd>
        </div>
      ))}
      <div data-total>
        <dt>{t("ledger.statement.closing")}</dt>
        <dd className="figures">{showKr(statement.closing_ore)}</dd>
      </div>
    </dl>
  );
}
