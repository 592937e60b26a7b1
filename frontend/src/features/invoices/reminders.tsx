/** Was the customer reminded of this invoice? Each reminder with its letter; nothing when there was none. */
import { Group, List, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { remindersOf } from "@/api/reminders.ts";
import { showKr } from "@/lib/number.ts";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";

/** The reminders of an issued invoice. */
export function Reminders({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const { data } = useQuery(remindersOf(invoice.id));
  const items = data?.items ?? [];
  if (items.length === 0 && !invoice.overdue) return null;
  return (
    <section className={classes.card} aria-label={t("reminders.title")}>
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h5">
          {t("reminders.title")}
        </Title>
        {invoice.overdue && <TextLink to="/paminnelser">{t("reminders.toLate")}</TextLink>}
      </Group>
      <List listStyleType="none" spacing="xs">
        {items.map((reminder) => (
          <List.Item key={reminder.id}>
            <Group gap="xs">
              {reminder.mail && <Status of="mail" status={reminder.mail.state} />}
              <TextLink to="/paminnelser/$reminderId" params={{ reminderId: reminder.id }} size="sm">
                {t("reminders.sentOn", { step: reminder.step, day: reminder.reminded_on })}
              </TextLink>
              <Text size="sm" c="dimmed" className="figures">
                {showKr(reminder.asked_ore)}
              </Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
