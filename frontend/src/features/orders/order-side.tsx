/** What belongs to an order? Where and who, the time on it, its invoices, and where it came from. */
import { Anchor, Text, Title } from "@mantine/core";
import IconPhone from "@tabler/icons-react/dist/esm/icons/IconPhone.mjs";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showHours } from "@/lib/duration.ts";
import { showKr } from "@/lib/number.ts";
import { SiteAddress } from "@/ui/site-address.tsx";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./orders.module.css";
import type { Order } from "./queries.ts";

type Props = { order: Order };

/** The customer, and the offer that the order was made from. */
export function OrderOrigin({ order }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <span>
      {may("customers_read") ? (
        <TextLink to="/kunder/$customerId" params={{ customerId: order.customer_id }} size="sm">
          {order.customer_name}
        </TextLink>
      ) : (
        order.customer_name
      )}
      {order.offer_id && may("offers_read") && (
        <>
          {" · "}
          <TextLink to="/offerter/$offerId" params={{ offerId: order.offer_id }} size="sm">
            {t("orders.fromOffer")}
          </TextLink>
        </>
      )}
    </span>
  );
}

/** The planned days in words. */
export function usePlanned({ planned_start_on: from, planned_end_on: to }: Order): string {
  const { t } = useTranslation();
  if (from && to) return from === to ? from : t("orders.planned", { from, to });
  if (from) return t("orders.plannedFrom", { from });
  return to ? t("orders.plannedUntil", { to }) : t("orders.unplanned");
}

/** Where the work is done and whom to call. */
export function WhereCard({ order }: Props) {
  const { t } = useTranslation();
  const site = order.work_site;
  return (
    <section className={classes.card} aria-labelledby="order-where">
      <Title order={2} size="h4" id="order-where" mb="xs">
        {t("orders.where")}
      </Title>
      {site ? (
        <>
          {site.name && (
            <Text size="sm" fw={600}>
              {site.name}
            </Text>
          )}
          <SiteAddress address={site.address} />
          {site.apartment_number && (
            <Text size="sm">{t("orders.apartment", { number: site.apartment_number })}</Text>
          )}
          {site.note && (
            <Text size="sm" className={classes.prose} mt={6}>
              {site.note}
            </Text>
          )}
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t("orders.noSite")}
        </Text>
      )}
      {order.customer_phone && (
        <Anchor
          href={`tel:${order.customer_phone.replace(/[^+\d]/g, "")}`}
          size="sm"
          className="touch-link"
          display="flex"
        >
          <IconPhone size={16} aria-hidden />
          {t("orders.call", { phone: order.customer_phone })}
        </Anchor>
      )}
    </section>
  );
}

/** How much time lies on the order. */
export function OrderTime({ order }: Props) {
  const { t } = useTranslation();
  const figures = [
    [t("orders.reported"), order.reported_minutes],
    [t("orders.approved"), order.approved_minutes],
    // Who sees no prices has nothing to invoice.
    ...(order.totals ? [[t("orders.uninvoiced"), order.uninvoiced_minutes] as const] : []),
  ] as const;
  return (
    <section className={classes.card} aria-labelledby="order-time">
      <Title order={2} size="h4" id="order-time" mb="xs">
        {t("orders.time")}
      </Title>
      <dl className={classes.figures}>
        {figures.map(([label, minutes]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figures">{t("orders.hours", { hours: showHours(minutes) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The invoices of the order, oldest first. */
export function OrderInvoices({ order }: Props) {
  const { t } = useTranslation();
  if (!order.invoices) return null;
  return (
    <section className={classes.card} aria-labelledby="order-invoices">
      <Title order={2} size="h4" id="order-invoices" mb="xs">
        {t("orders.invoices")}
      </Title>
      {order.invoices.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("orders.noInvoices")}
        </Text>
      )}
      <ul className={classes.rows}>
        {order.invoices.map((invoice) => (
          <li key={invoice.id} className={classes.row}>
            <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: invoice.id }} size="sm">
              {invoice.kind !== "invoice" && `${t(`common.invoiceKind.${invoice.kind}`)} `}
              {invoice.number && invoice.kind === "invoice"
                ? t("orders.invoiceNumbered", { number: invoice.number })
                : (invoice.number ?? t("orders.invoiceDraft"))}
            </TextLink>
            {invoice.number && <Status of="invoice" status={invoice.status} kind={invoice.kind} />}
            <Text size="sm" span className="figures" ml="auto">
              {showKr(invoice.total_ore)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
