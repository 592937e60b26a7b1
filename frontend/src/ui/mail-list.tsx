/** Did the mail arrive? Each letter about a document with its state. */
import { Group, List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showInstant } from "@/lib/date.ts";
import { Status } from "./status.tsx";

/** The letters about a document; nothing when there are none. */
export function MailList({ mails }: { mails: Schema<"MailState">[] }) {
  const { t } = useTranslation();
  if (mails.length === 0) return null;
  return (
    <section aria-label={t("common.mails")}>
      <Title order={2} size="h5" mb={6}>
        {t("common.mails")}
      </Title>
      <List listStyleType="none" spacing="xs">
        {mails.map((mail) => (
          <List.Item key={mail.id}>
            <Group gap="xs">
              <Status of="mail" status={mail.state} />
              <Text size="sm">{t("common.mailTo", { recipient: mail.recipient })}</Text>
              <Text size="sm" c="dimmed">
                {mail.sent_at
                  ? t("common.mailSentAt", { at: showInstant(mail.sent_at) })
                  : t("common.mailQueuedAt", { at: showInstant(mail.queued_at) })}
              </Text>
            </Group>
            {mail.reason && (
              <Text size="sm" c={mail.state === "failed" ? "red" : "dimmed"}>
                {t(`common.mailReason.${mail.reason}`)}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
