/** How many hours has the user reported this week? */
import { Text, Title } from "@mantine/core";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import { useTranslation } from "react-i18next";
import { today, weekNumber } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import classes from "./dashboard.module.css";

type Props = { minutes: number; week: string /** For thumbs and gloves. */; big?: boolean };

/** The user's week, and the way to report. */
export function OwnWeek({ minutes, week, big = false }: Props) {
  const { t } = useTranslation();
  return (
    <section className={classes.card} aria-labelledby="own-week">
      <div className={classes.week}>
        <div>
          <Title order={2} size="h4" id="own-week">
            {t("dashboard.week")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("dashboard.weekNumber", { week: weekNumber(week) })}
          </Text>
        </div>
        <Text className={classes.hours}>{t("dashboard.hours", { hours: showHours(minutes) })}</Text>
      </div>
      <LinkButton
        to="/tid"
        search={{ day: today() }}
        fullWidth
        size={big ? "xl" : "md"}
        variant={big ? "filled" : "light"}
        leftSection={<IconClock size={big ? 24 : 18} aria-hidden />}
        data-create
      >
        {t("dashboard.reportTime")}
      </LinkButton>
      {big && (
        <LinkButton to="/tid" search={{ week }} fullWidth variant="subtle" size="md" mt="xs">
          {t("dashboard.toWeek")}
        </LinkButton>
      )}
    </section>
  );
}
