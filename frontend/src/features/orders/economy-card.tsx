/** How does an order stand with money? What is agreed, invoiced and left, and what was agreed to be invoiced on its own. */
import { Button, Group, Progress, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { TextLink } from "@/ui/text-link.tsx";
import { InstalmentsDialog } from "./instalments-dialog.tsx";
import classes from "./orders.module.css";
import { PartDialog } from "./part-dialog.tsx";
import type { Order } from "./queries.ts";

type Props = { order: Order };

/** The card; nothing for who sees no prices. */
export function EconomyCard({ order }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<"part" | "plan" | null>(null);
  const { economy } = order;
  if (!economy) return null;
  const part = order.actions.includes("invoice_part");
  const figures = [
    [t("orders.economy.agreed"), economy.agreed_ore],
    [t("orders.economy.invoiced"), economy.invoiced_ore],
    [t("orders.economy.left"), economy.left_ore],
  ] as const;
  const share = economy.agreed_ore > 0 ? (100 * economy.invoiced_ore) / economy.agreed_ore : 0;
  return (
    <section className={classes.card} aria-labelledby="order-economy">
      <Title order={2} size="h4" id="order-economy" mb="xs">
        {t("orders.economy.title")}
      </Title>
      <dl className={classes.figures}>
        {figures.map(([label, ore]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figures">{showKr(ore)}</dd>
          </div>
        ))}
      </dl>
      <Progress
        value={share}
        my="xs"
        aria-label={t("orders.economy.share", { percent: Math.round(share) })}
      />
      <Text size="xs" c="dimmed">
        {t("orders.economy.net")}
      </Text>
      <Plan order={order} />
      {part && (
        <Group mt="sm" gap="xs">
          <Button variant="default" onClick={() => setOpen("part")}>
            {t("orders.economy.askPart")}
          </Button>
          {may("orders_write") && (
            <Button variant="default" onClick={() => setOpen("plan")}>
              {t("orders.economy.plan")}
            </Button>
          )}
        </Group>
      )}
      {open === "part" && <PartDialog order={order} onClose={() => setOpen(null)} />}
      {open === "plan" && <InstalmentsDialog order={order} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Plan({ order }: Props) {
  const { t } = useTranslation();
  if (!order.instalments || order.instalments.length === 0) return null;
  return (
    <ul className={classes.rows}>
      {order.instalments.map((instalment) => (
        <li key={instalment.id} className={classes.row}>
          <Text size="sm" span>
            {instalment.description}{" "}
            <Text span size="sm" c="dimmed">
              {t(`common.invoiceKind.${instalment.kind}`)}
              {instalment.ready_on && `, ${instalment.ready_on}`}
            </Text>
          </Text>
          {instalment.invoice_id && (
            <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: instalment.invoice_id }} size="sm">
              {t("orders.economy.onInvoice")}
            </TextLink>
          )}
          <Text size="sm" span className="figures" ml="auto">
            {showKr(instalment.net_ore)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
