/** What does somebody need to know of an order to do the work, or to look it up? Prices only for those who may see them. */
import { Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { showOre, showQuantity } from "@/lib/number.ts";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { Facts } from "@/ui/facts.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { EconomyCard } from "./economy-card.tsx";
import { OrderActions } from "./order-actions.tsx";
import { OrderInvoices, OrderOrigin, OrderTime, usePlanned, WhereCard } from "./order-side.tsx";
import classes from "./orders.module.css";
import type { Order } from "./queries.ts";

/** The page of an order to read. */
export function OrderRead({ order }: { order: Order }) {
  const { t } = useTranslation();
  const office = order.totals !== null;
  return (
    <Page
      title={order.title}
      beside={<Status of="order" status={order.status} />}
      subtitle={
        <>
          {t("orders.numbered", { number: order.number })} · <OrderOrigin order={order} />
        </>
      }
      actions={<OrderActions order={order} ready={async () => order.version} timeFirst={!office} />}
      back={{ to: "/order" }}
    >
      <div className={classes.columns}>
        <div className={classes.stack}>
          {!office && <WhereCard order={order} />}
          <Assignment order={order} />
          <Lines order={order} />
        </div>
        <div className={classes.stack}>
          {office && <WhereCard order={order} />}
          <OrderTime order={order} />
          <EconomyCard order={order} />
          <OrderInvoices order={order} />
        </div>
      </div>
    </Page>
  );
}

function Assignment({ order }: { order: Order }) {
  const { t } = useTranslation();
  const planned = usePlanned(order);
  const people = order.assigned.map(({ name }) => name).join(", ");
  const facts = [
    { label: t("orders.plannedOn"), value: planned },
    { label: t("orders.assigned"), value: people || t("orders.nobody") },
    { label: t("orders.theirReference"), value: order.their_reference },
    { label: t("orders.buyerOrderNumber"), value: order.buyer_order_number },
  ];
  return (
    <section className={classes.card} aria-labelledby="order-about">
      <Title order={2} size="h4" id="order-about" mb="xs">
        {t("orders.assignment")}
      </Title>
      {order.description && (
        <Text className={classes.prose} mb="md">
          {order.description}
        </Text>
      )}
      <Facts facts={facts.filter(({ value }) => value)} />
    </section>
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { totals } = order;
  return (
    <section className={classes.card} aria-labelledby="order-lines">
      <Title order={2} size="h4" id="order-lines" mb="xs">
        {t("common.lines.title")}
      </Title>
      {order.lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("orders.noLines")}
        </Text>
      ) : (
        <Table className={classes.lines}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("common.lines.description")}</Table.Th>
              <Table.Th data-numeric>{t("common.lines.quantity")}</Table.Th>
              {totals && <Table.Th data-numeric>{t("common.lines.amount")}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {order.lines.map((line) => (
              <Table.Tr key={line.id}>
                <Table.Td className={classes.prose}>{line.description}</Table.Td>
                <Table.Td data-numeric>
                  {showQuantity(line.quantity_milli)} {line.unit}
                </Table.Td>
                {totals && <Table.Td data-numeric>{showOre(line.amount_ore ?? 0)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {totals && (
        <div className={classes.sums}>
          <Sums totals={totals} pricesIncludeVat={order.prices_include_vat} of="order" />
          {order.deduction !== "none" && (
            <DeductionPanel
              of={{ order_id: order.id }}
              version={order.version}
              customerId={order.customer_id}
            />
          )}
        </div>
      )}
    </section>
  );
}
