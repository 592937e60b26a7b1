/** What has been worked and invoiced on an order? Hours, invoices, and where it came from. */
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showHours } from "@/lib/duration.ts";
import { showKr } from "@/lib/number.ts";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./orders.module.css";
import type { Order } from "./queries.ts";

/** The figures of an order. */
export function OrderEconomy({ order }: { order: Order }) {
  const { t } = useTranslation();
  const may = useMay();
  const hours = [
    { label: t("orders.reported"), minutes: order.reported_minutes },
    { label: t("orders.approved"), minutes: order.approved_minutes },
    { label: t("orders.uninvoiced"), minutes: order.uninvoiced_minutes },
  ];
  return (
    <aside className={classes.side} aria-label={t("orders.economy")}>
      <Paper withBorder p="md" radius="md">
        <Title order={2} size="h5" mb="xs">
          {t("orders.hours")}
        </Title>
        <Stack gap={4} component="dl" m={0}>
          {hours.map(({ label, minutes }) => (
            <div key={label} className={classes.figure}>
              <Text component="dt" size="sm">
                {label}
              </Text>
              <Text component="dd" m={0} size="sm" fw={600} className="figures">
                {showHours(minutes)} {t("orders.hoursUnit")}
              </Text>
            </div>
          ))}
        </Stack>
      </Paper>
      {order.invoices && (
        <Paper withBorder p="md" radius="md">
          <Title order={2} size="h5" mb="xs">
            {t("orders.invoices")}
          </Title>
          {order.invoices.length === 0 && (
            <Text size="sm" c="dimmed">
              {t("orders.noInvoices")}
            </Text>
          )}
          <ul className={classes.lines}>
            {order.invoices.map((invoice) => (
              <li key={invoice.id}>
                <span>
                  <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: invoice.id }} size="sm">
                    {invoice.number
                      ? t("orders.invoiceNumbered", { number: invoice.number })
                      : t("orders.invoiceDraft")}
                  </TextLink>{" "}
                  <Status of="invoice" status={invoice.status} />
                </span>
                <Text size="sm" className="figures">
                  {showKr(invoice.total_ore)}
                </Text>
              </li>
            ))}
          </ul>
        </Paper>
      )}
      {order.offer_id && may("offers_read") && (
        <TextLink to="/offerter/$offerId" params={{ offerId: order.offer_id }} size="sm">
          {t("orders.fromOffer")}
        </TextLink>
      )}
      {may("customers_read") && (
        <TextLink to="/kunder/$customerId" params={{ customerId: order.customer_id }} size="sm">
          {t("orders.toCustomer")}
        </TextLink>
      )}
    </aside>
  );
}
