/** What happened lately, in words? */
import { Text, Title } from "@mantine/core";
import IconAddressBook from "@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { addDays, showInstant, showTime, today } from "@/lib/date.ts";
import classes from "./dashboard.module.css";
import type { RecentEvent } from "./queries.ts";
import { knownEvent, withoutEchoes } from "./what-waits.ts";

const KINDS = {
  customer: {
    icon: IconAddressBook,
    to: (id: string) => ({ to: "/kunder/$customerId", params: { customerId: id } }),
  },
  offer: { icon: IconFileCheck, to: (id: string) => ({ to: "/offerter/$offerId", params: { offerId: id } }) },
  order: { icon: IconTools, to: (id: string) => ({ to: "/order/$orderId", params: { orderId: id } }) },
  invoice: {
    icon: IconFileInvoice,
    to: (id: string) => ({ to: "/fakturor/$invoiceId", params: { invoiceId: id } }),
  },
} as const;

/** When something happened, as one says it. */
export function whenWords(t: Translate, at: string, now: Date = new Date()): string {
  const instant = new Date(at);
  const time = showTime(instant);
  const day = today(instant);
  if (day === today(now)) return t("dashboard.todayAt", { time });
  if (day === addDays(today(now), -1)) return t("dashboard.yesterdayAt", { time });
  return showInstant(at);
}

/** The recent events. */
export function Recent({ events }: { events: RecentEvent[] }) {
  const { t } = useTranslation();
  const shown = withoutEchoes(events);
  return (
    <section className={classes.card} aria-labelledby="recent">
      <Title order={2} size="h4" id="recent" mb="xs">
        {t("dashboard.recent")}
      </Title>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("dashboard.recentEmpty")}
        </Text>
      )}
      <ul className={classes.rows}>
        {shown.map((event) => (
          <li key={`${event.id} ${event.at} ${event.event}`}>
            <Happened event={event} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Happened({ event }: { event: RecentEvent }) {
  const { t } = useTranslation();
  const kind = KINDS[event.kind as keyof typeof KINDS];
  const known = knownEvent(event.event);
  if (!kind) return null;
  const Icon = kind.icon;
  return (
    <Link {...(kind.to(event.id) as LinkProps)} className={classes.row}>
      <Icon size={20} stroke={1.6} aria-hidden className={classes.dim} />
      <span className={classes.rowWords}>
        <span className={classes.what}>
          {known ? t(`dashboard.events.${known}`) : t("dashboard.changed")}
        </span>
        <span className={classes.title}>
          {event.title || t(`dashboard.kinds.${event.kind as keyof typeof KINDS}`)}
        </span>
      </span>
      <time dateTime={event.at} className={classes.when}>
        {whenWords(t, event.at)}
      </time>
    </Link>
  );
}
