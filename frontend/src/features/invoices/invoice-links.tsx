/** Whose invoice is it, and of which order? */
import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { TextLink } from "@/ui/text-link.tsx";
import type { Invoice } from "./queries.ts";

/** Links under the heading; names alone for those who may not follow them. */
export function InvoiceLinks({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const order = t("invoices.orderNumbered", { number: invoice.order_number ?? "" });
  return (
    <Group gap={6}>
      {may("customers_read") ? (
        <TextLink to="/kunder/$customerId" params={{ customerId: invoice.customer_id }} inherit>
          {invoice.customer_name}
        </TextLink>
      ) : (
        <span>{invoice.customer_name}</span>
      )}
      {invoice.order_id && <span aria-hidden>·</span>}
      {invoice.order_id &&
        (may("orders_read") ? (
          <TextLink to="/order/$orderId" params={{ orderId: invoice.order_id }} inherit>
            {order}
          </TextLink>
        ) : (
          <span>{order}</span>
        ))}
      {invoice.title && invoice.status !== "draft" && (
        <>
          <span aria-hidden>·</span>
          <span>{invoice.title}</span>
        </>
      )}
    </Group>
  );
}
