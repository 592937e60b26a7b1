/** What has come in on an invoice, what has the customer to their credit, and what can be taken or paid back? */
import { ActionIcon, Alert, Button, Group, Table, Text, Title } from "@mantine/core";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showKr, showOre } from "@/lib/number.ts";
import classes from "./invoices.module.css";
import { balanceQuery } from "./payment-queries.ts";
import type { Invoice } from "./queries.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { RemovePayment } from "./remove-payment.tsx";

type Payment = Invoice["payments"][number];

/** The part of the page. */
export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const [removing, setRemoving] = useState<Payment | null>(null);
  return (
    <section className={classes.card} aria-labelledby="invoice-payments">
      <Title order={2} size="h5" id="invoice-payments" mb={6}>
        {t("invoices.payments")}
      </Title>
      {invoice.payments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("invoices.noPayments")}
        </Text>
      ) : (
        <Table withRowBorders verticalSpacing={6} aria-labelledby="invoice-payments">
          <Table.Tbody>
            {invoice.payments.map((payment) => (
              <Table.Tr key={payment.id}>
                <Table.Td pl={0} className={classes.day}>
                  {payment.paid_on}
                </Table.Td>
                <Table.Td>
                  {t(`invoices.method.${payment.method}`)}
                  {payment.reference && (
                    <Text component="span" size="sm" c="dimmed">
                      {` · ${payment.reference}`}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {showOre(payment.amount_ore)}
                </Table.Td>
                {may("payments_write") && (
                  <Table.Td pr={0} w={44}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={44}
                      aria-label={t("invoices.removeThis", {
                        amount: showKr(payment.amount_ore),
                        day: payment.paid_on,
                      })}
                      onClick={() => setRemoving(payment)}
                    >
                      <IconTrash size={18} />
                    </ActionIcon>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Credit invoice={invoice} />
      {removing && <RemovePayment payment={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

/** What the customer has paid too much: it can be paid back from here. */
function Credit({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery(balanceQuery(invoice.customer_id));
  const [refunding, setRefunding] = useState(false);
  const balance = data?.balance_ore ?? 0;
  if (balance <= 0) return null;
  return (
    <Alert color="blue" variant="light" mt="sm">
      <Group justify="space-between">
        <Text size="sm">
          {t("invoices.balance", { name: invoice.customer_name, balance: showKr(balance) })}
        </Text>
        {may("payments_write") && (
          <Button variant="default" onClick={() => setRefunding(true)}>
            {t("invoices.refund")}
          </Button>
        )}
      </Group>
      {refunding && <RefundDialog invoice={invoice} most={balance} onClose={() => setRefunding(false)} />}
    </Alert>
  );
}
