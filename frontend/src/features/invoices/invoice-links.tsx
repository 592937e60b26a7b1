/** Whose invoice is it, and of which order? */
import { Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Invoice } from "./queries.ts";

/** Links under the heading; names alone for those who may not follow them. */
export function InvoiceLinks({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const order = t("invoices.orderNumbered", { number: invoice.order_number ?? "" });
  return (
    <Group gap={6}>
      {may("customers_read") ? (
        <Anchor component={Link} to="/kunder/$customerId" {...at({ customerId: invoice.customer_id })} inherit>
          {invoice.customer_name}
        </Anchor>
      ) : (
        <span>{invoice.customer_name}</span>
      )}
      {invoice.order_id && (
        <>
          <span aria-hidden>·</span>
          {may("orders_read") ? (
            <Anchor component={Link} to="/order/$orderId" {...at({ orderId: invoice.order_id })} inherit>
              {order}
            </Anchor>
          ) : (
            <span>{order}</span>
          )}
        </>
      )}
      {invoice.title && invoice.status !== "draft" && (
        <>
          <span aria-hidden>·</span>
          <span>{invoice.title}</span>
        </>
      )}
    </Group>
  );
}

// The kit's link has lost the router's types.
const at = (params: object) => ({ params }) as object;
