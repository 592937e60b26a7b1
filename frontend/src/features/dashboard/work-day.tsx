/** What does somebody on site need today? To report, their hours, and their orders with where and when. */
import { ActionIcon, Anchor, Text, Title } from "@mantine/core";
import IconClockPlus from "@tabler/icons-react/dist/esm/icons/IconClockPlus.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showDay, today } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Status } from "@/ui/status.tsx";
import classes from "./dashboard.module.css";
import { OwnWeek } from "./own-week.tsx";
import { type Dashboard, ownOrdersQuery } from "./queries.ts";

/** The first page of those on site. */
export function WorkDay({ waits }: { waits: Dashboard }) {
  const may = useMay();
  return (
    <div className={classes.work}>
      {may("time_own") && <OwnWeek minutes={waits.my_minutes_this_week} week={waits.my_week} big />}
      {may("orders_work", "orders_read") && <OwnOrders />}
    </div>
  );
}

function OwnOrders() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const query = useQuery(ownOrdersQuery);
  return (
    <section aria-labelledby="own-orders">
      <div className={classes.cardHead}>
        <Title order={2} size="h4" id="own-orders">
          {t("dashboard.ownOrders")}
        </Title>
        <Anchor component={Link} to="/order" size="sm" className="touch-link">
          {t("dashboard.allOrders")}
        </Anchor>
      </div>
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={<IconTools size={32} />}
              title={t("dashboard.ownOrdersEmptyTitle")}
              text={t("dashboard.ownOrdersEmpty")}
            />
          ) : (
            <ul className={classes.orders}>
              {items.map((order) => (
                <li key={order.id} className={classes.order}>
                  <Link to="/order/$orderId" params={{ orderId: order.id }} className={classes.orderLink}>
                    <Text span fw={600} display="block">
                      {order.title || order.customer_name}
                    </Text>
                    <Text span size="sm" c="dimmed" display="block">
                      {[
                        order.customer_name,
                        order.city,
                        order.planned_start_on &&
                          t("dashboard.planned", { day: showDay(order.planned_start_on, i18n.language) }),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </Text>
                    <Status of="order" status={order.status} />
                  </Link>
                  {may("time_own") && (
                    <ActionIcon
                      component={Link}
                      {...({ to: "/tid", search: { day: today(), order: order.id } } as object)}
                      variant="light"
                      size={48}
                      aria-label={t("dashboard.reportOn", { title: order.title || order.customer_name })}
                    >
                      <IconClockPlus size={24} stroke={1.6} />
                    </ActionIcon>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
