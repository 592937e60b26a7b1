/** Who is given personal data? */
import { Button, Group, Stack, Text } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { Empty } from "@/ui/empty.tsx";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Section } from "@/ui/section.tsx";
import { Notices } from "./notices.tsx";
import { RecipientDialog } from "./recipient-dialog.tsx";
import { type Recipient, recipientsQuery } from "./recipients-queries.ts";
import classes from "./retention.module.css";

/** The tab. */
export function Recipients() {
  const { t } = useTranslation();
  const may = useMay();
  const recipients = useQuery(recipientsQuery);
  const [edited, setEdited] = useState<Recipient | "new">();
  const add = may("privacy_write") && (
    <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited("new")}>
      {t("recipients.new")}
    </Button>
  );
  return (
    <Stack gap="lg">
      <Notices of={{ state: "to_tell" }} />
      <Section title={t("recipients.title")} text={t("recipients.text")} aside={add}>
        <Loaded query={recipients} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("recipients.empty")} text={t("recipients.emptyText")} />
            ) : (
              <Stack gap="sm">
                {items.map((recipient) => (
                  <Card
                    key={recipient.id}
                    recipient={recipient}
                    {...(may("privacy_write") && { onChange: () => setEdited(recipient) })}
                  />
                ))}
              </Stack>
            )
          }
        </Loaded>
        {edited && (
          <RecipientDialog
            recipient={edited === "new" ? undefined : edited}
            onClose={() => setEdited(undefined)}
          />
        )}
      </Section>
    </Stack>
  );
}

function Card({ recipient, onChange }: { recipient: Recipient; onChange?: () => void }) {
  const { t } = useTranslation();
  const { name, role, country, contact, agreement, agreed_on, destination } = recipient;
  const words = (list: string[]) => list.join(", ");
  return (
    <article className={classes.activity} aria-label={name}>
      <Group justify="space-between" gap="xs" mb="xs">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {t(`recipients.roles.${role}`)} · {country}
          </Text>
        </div>
        {onChange && (
          <Button
            variant="default"
            size="xs"
            aria-label={t("recipients.change", { name })}
            onClick={onChange}
          >
            {t("recipients.edit")}
          </Button>
        )}
      </Group>
      <Facts
        facts={[
          {
            label: t("recipients.categories"),
            value: words(recipient.categories.map((each) => t(`recipients.category.${each}`))),
          },
          {
            label: t("recipients.purposes"),
            value: words(recipient.purposes.map((each) => t(`recipients.purpose.${each}`))),
          },
          { label: t("recipients.agreement"), value: words([agreement, agreed_on ?? ""].filter(Boolean)) },
          { label: t("recipients.contact"), value: contact },
          ...(destination ? [{ label: t("recipients.destination"), value: destination }] : []),
        ]}
      />
    </article>
  );
}
