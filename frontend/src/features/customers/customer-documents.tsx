/** What has been offered, ordered and invoiced to a customer? The latest of each, and the way to all. */
import { Anchor, Skeleton, Text, Title } from "@mantine/core";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Page as ListPage } from "@/api/list.ts";
import { useMay } from "@/app/session.ts";
import { showWholeKr } from "@/lib/number.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Status } from "@/ui/status.tsx";
import classes from "./customers.module.css";
import { latestInvoices, latestOffers, latestOrders } from "./queries.ts";

/** The documents that the user may read. */
export function CustomerDocuments({ customerId }: { customerId: string }) {
  const may = useMay();
  return (
    <>
      {may("offers_read") && <Offers customerId={customerId} />}
      {may("orders_read") && <Orders customerId={customerId} />}
      {may("invoices_read") && <Invoices customerId={customerId} />}
    </>
  );
}

type Of = { customerId: string };

function Offers({ customerId }: Of) {
  const { t } = useTranslation();
  return (
    <Latest
      id="customer-offers"
      title={t("customers.offers")}
      empty={t("customers.offersEmpty")}
      query={useQuery(latestOffers(customerId))}
      all={{ to: "/offerter", search: { customer: customerId } }}
      row={(offer) => ({
        to: { to: "/offerter/$offerId", params: { offerId: offer.id } },
        title: offer.title,
        line: `${offer.number} · ${t("customers.validUntil", { day: offer.valid_until })}`,
        value: showWholeKr(offer.total_ore),
        status: <Status of="offer" status={offer.status} />,
      })}
    />
  );
}

function Orders({ customerId }: Of) {
  const { t } = useTranslation();
  return (
    <Latest
      id="customer-orders"
      title={t("customers.orders")}
      empty={t("customers.ordersEmpty")}
      query={useQuery(latestOrders(customerId))}
      all={{ to: "/order", search: { customer: customerId } }}
      row={(order) => ({
        to: { to: "/order/$orderId", params: { orderId: order.id } },
        title: order.title,
        line: order.planned_start_on
          ? `${order.number} · ${t("customers.plannedOn", { day: order.planned_start_on })}`
          : String(order.number),
        value: typeof order.total_ore === "number" ? showWholeKr(order.total_ore) : "",
        status: <Status of="order" status={order.status} />,
      })}
    />
  );
}

function Invoices({ customerId }: Of) {
  const { t } = useTranslation();
  return (
    <Latest
      id="customer-invoices"
      title={t("customers.invoices")}
      empty={t("customers.invoicesEmpty")}
      query={useQuery(latestInvoices(customerId))}
      all={{ to: "/fakturor", search: { customer: customerId } }}
      row={(invoice) => ({
        to: { to: "/fakturor/$invoiceId", params: { invoiceId: invoice.id } },
        title: invoice.title,
        line: [
          invoice.number ?? t("customers.draftInvoice"),
          invoice.due_on && t("customers.dueOn", { day: invoice.due_on }),
        ]
          .filter(Boolean)
          .join(" · "),
        value: showWholeKr(invoice.total_ore),
        status: <Status of="invoice" status={invoice.status} overdue={invoice.overdue} />,
      })}
    />
  );
}

type To = Pick<LinkProps, "to" | "params" | "search">;
type Shown = { to: To; title: string; line: string; value: string; status: ReactNode };
type LatestProps<Row> = {
  id: string;
  title: string;
  empty: string;
  query: UseQueryResult<ListPage<Row>>;
  all: To;
  row: (row: Row) => Shown;
};

function Latest<Row extends { id: string }>({ id, title, empty, query, all, row }: LatestProps<Row>) {
  const { t } = useTranslation();
  const rows = query.data?.items ?? [];
  const total = query.data?.total ?? rows.length;
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {rows.length > 0 && (
          <Anchor component={Link} {...(all as object)} size="sm" aria-describedby={id}>
            {t("customers.showAllCount", { count: total })}
          </Anchor>
        )}
      </div>
      <ProblemAlert error={query.error} retry={() => query.refetch()} />
      {query.isPending && <Skeleton height={44} radius="sm" aria-label={t("common.loading")} role="status" />}
      {query.data && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
      <ul className={classes.rows}>
        {rows.map((each) => {
          const shown = row(each);
          return (
            <li key={each.id}>
              <Link {...(shown.to as LinkProps)} className={classes.row}>
                <span className={classes.what}>
                  <Text span size="sm" fw={550} display="block">
                    {shown.title || t("customers.untitled")}
                  </Text>
                  <Text span size="xs" c="dimmed">
                    {shown.line}
                  </Text>
                </span>
                <span className={classes.value}>
                  <Text span size="sm" className="figures">
                    {shown.value}
                  </Text>
                  {shown.status}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
