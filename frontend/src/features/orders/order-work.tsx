/** What does somebody on site need of an order? Where, whom to call, what to do, and a way to report time. */
import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import IconPhone from "@tabler/icons-react/dist/esm/icons/IconPhone.mjs";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { today } from "@/lib/date.ts";
import { showKr, showQuantity } from "@/lib/number.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { OrderActions } from "./order-actions.tsx";
import { OrderEconomy } from "./order-economy.tsx";
import classes from "./orders.module.css";
import type { Order } from "./queries.ts";

/** The page of an order to read. */
export function OrderWork({ order }: { order: Order }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Page
      title={t("orders.titled", { number: order.number, title: order.title })}
      beside={<Status of="order" status={order.status} />}
      subtitle={order.customer_name}
      back={{ to: "/order" }}
      actions={<OrderActions order={order} />}
    >
      <div className={may("orders_read") ? classes.split : undefined}>
        <Stack>
          {order.actions.includes("report_time") && may("time_own") && (
            <LinkButton
              to="/tid"
              search={{ order: order.id, day: today() }}
              size="lg"
              className={classes.big}
              leftSection={<IconClock size={20} aria-hidden />}
            >
              {t("shell.reportTime")}
            </LinkButton>
          )}
          <Place order={order} />
          {order.description && (
            <Paper withBorder p="md" radius="md">
              <Title order={2} size="h5" mb={6}>
                {t("orders.description")}
              </Title>
              <Text className={classes.text}>{order.description}</Text>
            </Paper>
          )}
          {order.lines.length > 0 && <Lines order={order} />}
          {order.totals && (
            <Sums totals={order.totals} pricesIncludeVat={order.prices_include_vat} of="order" />
          )}
        </Stack>
        {may("orders_read") && <OrderEconomy order={order} />}
      </div>
    </Page>
  );
}

function Place({ order }: { order: Order }) {
  const { t } = useTranslation();
  const site = order.work_site;
  const address = site
    ? [site.address.street, `${site.address.postal_code} ${site.address.city}`.trim()]
        .filter(Boolean)
        .join(", ")
    : "";
  const days = [order.planned_start_on, order.planned_end_on].filter(Boolean).join(" – ");
  return (
    <Paper withBorder p="md" radius="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {site && (
          <div>
            <Text size="sm" c="dimmed">
              {t("orders.workSite")}
            </Text>
            <Text fw={600}>{site.name || address}</Text>
            {site.name && <Text>{address}</Text>}
            {site.note && (
              <Text size="sm" className={classes.text}>
                {site.note}
              </Text>
            )}
          </div>
        )}
        <div>
          {days && (
            <>
              <Text size="sm" c="dimmed">
                {t("orders.planned")}
              </Text>
              <Text className="figures">{days}</Text>
            </>
          )}
          {order.assigned.length > 0 && (
            <>
              <Text size="sm" c="dimmed" mt={days ? 6 : 0}>
                {t("orders.assigned")}
              </Text>
              <Text>{order.assigned.map(({ name }) => name).join(", ")}</Text>
            </>
          )}
        </div>
      </SimpleGrid>
      <Group mt="sm" gap="xs">
        {address && (
          <Button
            component="a"
            variant="default"
            mih={44}
            target="_blank"
            rel="noreferrer"
            href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`}
            leftSection={<IconMapPin size={16} aria-hidden />}
          >
            {t("orders.map")}
          </Button>
        )}
        {order.customer_phone && (
          <Button
            component="a"
            variant="default"
            mih={44}
            href={`tel:${order.customer_phone.replace(/[^+\d]/g, "")}`}
            leftSection={<IconPhone size={16} aria-hidden />}
          >
            {t("orders.call", { phone: order.customer_phone })}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5">
        {t("orders.linesTitle")}
      </Title>
      <ul className={classes.lines}>
        {order.lines.map((line) => (
          <li key={line.id}>
            <span>{line.description}</span>
            <span className="figures">
              {showQuantity(line.quantity_milli)} {line.unit}
              {line.amount_ore !== null && ` · ${showKr(line.amount_ore)}`}
            </span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
