/** What happened to a breach, oldest first? Nobody can change what stands here. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";
import { Status } from "@/ui/status.tsx";
import { type Breach, EXEMPTIONS, RISKS } from "./breaches-queries.ts";
import classes from "./privacy.module.css";

type Event = Breach["events"][number];

/** The word or number that goes with an entry, in words. */
function detailOf(t: Translate, { kind, detail }: Event): string {
  if (detail === "") return "";
  switch (kind) {
    case "assessed": {
      const risk = RISKS.find((each) => each === detail);
      return risk ? t(`breaches.riskLabel.${risk}`) : detail;
    }
    case "not_informed": {
      const ground = EXEMPTIONS.find((each) => each === detail);
      return ground ? t(`breaches.exemption.${ground}`) : detail;
    }
    case "informed":
      return t("breaches.peopleCount", { count: Number(detail) });
    case "companies_informed":
      return t("breaches.companyCount", { count: Number(detail) });
    default:
      return detail;
  }
}

/** The time line. */
export function BreachStory({ events }: { events: Event[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.line}>
      {events.map((event) => (
        <li key={event.id} className={classes.entry}>
          <Text fw={600} size="sm">
            {t(`breaches.entry.${event.kind}`)}
          </Text>
          <Text size="sm" c="dimmed">
            {[showInstant(event.at), event.by].filter(Boolean).join(" · ")}
          </Text>
          {event.detail && <Text size="sm">{detailOf(t, event)}</Text>}
          {event.note && (
            <Text size="sm" className={classes.said}>
              {event.note}
            </Text>
          )}
          {event.mails.map((mail) => (
            <Text key={mail.id} size="sm" component="div">
              <Status of="mail" status={mail.state} /> {t("common.mailTo", { recipient: mail.recipient })}
            </Text>
          ))}
        </li>
      ))}
    </ol>
  );
}
