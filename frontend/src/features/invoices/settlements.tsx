/** What has changed what is left of an invoice? Payments, credits and write-offs in order, each with its counterpart. */
import { ActionIcon, Button, Table, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showKr, showOre } from "@/lib/number.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { useReverseWriteOff } from "./credit-queries.ts";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";
import { RemovePayment } from "./remove-payment.tsx";

type Row = Invoice["settlements"][number];

/** The list. */
export function Settlements({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const reverse = useReverseWriteOff();
  const [removing, setRemoving] = useState<Invoice["payments"][number] | null>(null);
  const corrected = new Set(invoice.settlements.map(({ corrects_id }) => corrects_id));
  const reversible = (row: Row) =>
    invoice.actions.includes("reverse_write_off") &&
    row.kind === "write_off" &&
    row.corrects_id === null &&
    !corrected.has(row.id);
  // A payment that was taken back isn't among the invoice's payments any more.
  const removable = (row: Row) =>
    row.corrects_id === null && !corrected.has(row.id) && may("payments_write")
      ? invoice.payments.find(({ id }) => id === row.payment_id)
      : undefined;
  const takeBack = (row: Row) =>
    reverse.mutate(
      { id: invoice.id, version: invoice.version, settlement: row.id },
      { onSuccess: () => notifications.show({ message: t("invoices.writeOff.reversed") }) },
    );
  return (
    <section className={classes.card} aria-labelledby="invoice-payments">
      <Title order={2} size="h5" id="invoice-payments" mb={6}>
        {t("invoices.payments")}
      </Title>
      <ProblemAlert error={reverse.error} />
      {invoice.settlements.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(invoice.kind === "credit_note" ? "invoices.notUsed" : "invoices.noPayments")}
        </Text>
      ) : (
        <Table withRowBorders verticalSpacing={6} aria-labelledby="invoice-payments">
          <Table.Tbody>
            {invoice.settlements.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td pl={0} className={classes.day}>
                  {row.settled_on}
                </Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>
                  <What invoice={invoice} row={row} />
                  {reversible(row) && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      ml={6}
                      loading={reverse.isPending}
                      onClick={() => takeBack(row)}
                    >
                      {t("invoices.writeOff.reverse")}
                    </Button>
                  )}
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {showOre(row.amount_ore)}
                </Table.Td>
                <Table.Td px={0} w={44}>
                  <Remove payment={removable(row)} onRemove={setRemoving} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {removing && <RemovePayment payment={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

type RemoveProps = {
  payment: Invoice["payments"][number] | undefined;
  onRemove: (payment: Invoice["payments"][number]) => void;
};

function Remove({ payment, onRemove }: RemoveProps) {
  const { t } = useTranslation();
  if (!payment) return null;
  const facts = { amount: showKr(payment.amount_ore), day: payment.paid_on };
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={t("invoices.removeThis", facts)}
      onClick={() => onRemove(payment)}
    >
      <IconTrash size={18} />
    </ActionIcon>
  );
}

function What({ invoice, row }: { invoice: Invoice; row: Row }) {
  const { t } = useTranslation();
  const payment = invoice.payments.find(({ id }) => id === row.payment_id);
  const words = [payment?.reference, row.note].filter(Boolean).join(" · ");
  const back = row.corrects_id !== null;
  return (
    <>
      {payment
        ? t(`invoices.method.${payment.method}`)
        : t(back ? `invoices.takenBack.${row.kind}` : `invoices.settled.${row.kind}`)}
      {row.counter_invoice_id && row.counter_number !== null && (
        <>
          {" "}
          <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: row.counter_invoice_id }} inherit>
            {row.counter_number}
          </TextLink>
        </>
      )}
      {words && (
        <Text component="span" size="sm" c="dimmed">
          {` · ${words}`}
        </Text>
      )}
    </>
  );
}
