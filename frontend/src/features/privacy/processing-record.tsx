/** What does the company process, why, for whom and how long? */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { fetchPdf, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { recordQuery } from "./recipients-queries.ts";
import classes from "./retention.module.css";
import { wordsIn } from "./retention-queries.ts";

type Activity = Schema<"ProcessingActivity">;

/** The tab. */
export function ProcessingRecord() {
  const { t, i18n } = useTranslation();
  const language = wordsIn(i18n.language);
  const record = useQuery(recordQuery(language));
  const pdf = useCommand(async () => {
    const bytes = await fetchPdf({ kind: "processing-record", language });
    saveFile(bytes, `${t("processing.fileName")}.pdf`, "application/pdf");
  });
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={640}>
          {t("processing.text")}
        </Text>
        <Group gap="xs">
          <Button size="xs" loading={pdf.isPending} onClick={() => pdf.mutate()}>
            {t("processing.pdf")}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!record.data}
            onClick={() =>
              saveFile(
                JSON.stringify(record.data, null, 2),
                `${t("processing.fileName")}.json`,
                "application/json",
              )
            }
          >
            {t("processing.json")}
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={pdf.error} />
      <Loaded query={record} lines={10}>
        {(found) => (
          <Stack gap="lg">
            <Section title={t("processing.controller")}>
              <Text size="sm">
                {[found.controller.name, found.controller.organisation_number, found.controller.address]
                  .filter(Boolean)
                  .join(", ")}
              </Text>
            </Section>
            <Section title={t("processing.activities")}>
              <Activities items={found.activities} />
            </Section>
            {found.processor && (
              <Section
                title={t("processing.processor")}
                text={`${t("processing.onBehalfOf")}: ${found.processor.controllers.join(", ")}`}
              >
                <Activities items={found.processor.activities} />
              </Section>
            )}
            <Section title={t("processing.transfers")}>
              <Text size="sm">{found.transfers}</Text>
            </Section>
            <Section title={t("processing.measures")}>
              <ul className={classes.measures}>
                {found.measures.map((measure) => (
                  <li key={measure}>{measure}</li>
                ))}
              </ul>
            </Section>
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function Activities({ items }: { items: Activity[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {items.map((activity) => (
        <article
          key={`${activity.purpose} ${activity.subjects.join()}`}
          className={classes.activity}
          aria-label={activity.purpose}
        >
          <Text fw={600} mb="xs">
            {activity.purpose}
          </Text>
          <Facts
            facts={[
              { label: t("processing.subjects"), value: activity.subjects.join(", ") },
              { label: t("processing.categories"), value: activity.categories.join(", ") },
              { label: t("processing.records"), value: activity.records.join(", ") },
              { label: t("processing.bases"), value: activity.bases.join("; ") },
              { label: t("processing.sources"), value: activity.sources.join("; ") },
              {
                label: t("processing.recipients"),
                value: activity.recipients.join(", ") || t("processing.noRecipients"),
              },
              { label: t("processing.retention"), value: activity.retention.join("\n") },
            ]}
          />
        </article>
      ))}
    </Stack>
  );
}
