/** Which other invoices and orders belong to this one? The one it credits, its credit notes, its final invoice, its orders. */
import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";

type Reference = Schema<"InvoiceReference">;

/** The links; nothing where there are none. */
export function Related({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const several = invoice.orders.length > 1;
  const others: { key: string; name: string; reference: Reference }[] = [
    ...(invoice.credits
      ? [{ key: "credits", name: t("invoices.related.credits"), reference: invoice.credits }]
      : []),
    ...invoice.credit_notes.map((reference) => ({
      key: reference.id,
      name: t("invoices.related.creditNote"),
      reference,
    })),
    ...(invoice.deducted_by
      ? [{ key: "final", name: t("invoices.related.deductedBy"), reference: invoice.deducted_by }]
      : []),
  ];
  if (others.length === 0 && !several) return null;
  return (
    <section className={classes.card} aria-labelledby="invoice-related">
      <Title order={2} size="h5" id="invoice-related" mb={6}>
        {t("invoices.related.title")}
      </Title>
      <ul className={classes.plain}>
        {others.map(({ key, name, reference }) => (
          <li key={key} className={classes.relatedRow}>
            <Text size="sm" span>
              {name}{" "}
              <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: reference.id }} inherit>
                {reference.number ? `${reference.number}, ${reference.issued_on ?? ""}` : t("invoices.draft")}
              </TextLink>
            </Text>
            <Status of="invoice" status={reference.status} />
            <Text size="sm" span className="figures" ml="auto">
              {showKr(reference.total_ore)}
            </Text>
          </li>
        ))}
        {several &&
          invoice.orders.map((order) => (
            <li key={order.id} className={classes.relatedRow}>
              {may("orders_read") ? (
                <TextLink to="/order/$orderId" params={{ orderId: order.id }} size="sm">
                  {t("invoices.orderNumbered", { number: order.number })}
                </TextLink>
              ) : (
                <Text size="sm" span>
                  {t("invoices.orderNumbered", { number: order.number })}
                </Text>
              )}
              <Text size="sm" span className="figures" ml="auto">
                {t("invoices.related.net", { amount: showKr(order.net_ore) })}
              </Text>
            </li>
          ))}
      </ul>
    </section>
  );
}
