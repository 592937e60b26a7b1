/** How is an extract read on the screen? */
import { Accordion, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./subjects.module.css";
import type { Extract } from "./subjects-queries.ts";

/** At most so many things of a sort are drawn; the files have all. */
const MOST_ROWS = 50;

type Section = Extract["sections"][number];

/** What is stored, why, and who saw it. */
export function ExtractView({ extract, onJson }: { extract: Extract; onJson: () => void }) {
  const { t } = useTranslation();
  const sections = extract.sections.filter((section) => section.rows.length > 0);
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t("subjects.extract", { name: extract.names.join(", ") })}
        </Title>
        <Button variant="default" size="xs" onClick={onJson}>
          {t("subjects.json")}
        </Button>
      </Group>
      <Accordion multiple variant="separated" order={3}>
        {sections.map((section) => (
          <Accordion.Item key={section.record} value={section.record}>
            <Accordion.Control>
              {section.title} <span className={classes.count}>{section.rows.length}</span>
            </Accordion.Control>
            <Accordion.Panel>
              <Rows section={section} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
        <Accordion.Item value="processing">
          <Accordion.Control>{t("subjects.why")}</Accordion.Control>
          <Accordion.Panel>
            {extract.processing.map((p) => (
              <dl
                key={`${p.category} ${p.purpose} ${p.basis} ${p.source} ${p.retention}`}
                className={classes.record}
              >
                <Pair label={t("subjects.category")} text={p.category} />
                <Pair label={t("subjects.purpose")} text={p.purpose} />
                <Pair label={t("subjects.basis")} text={p.basis} />
                <Pair label={t("subjects.source")} text={p.source} />
                <Pair label={t("subjects.kept")} text={p.retention} />
              </dl>
            ))}
          </Accordion.Panel>
        </Accordion.Item>
        {extract.recipients.length > 0 && (
          <Accordion.Item value="recipients">
            <Accordion.Control>{t("recipients.title")}</Accordion.Control>
            <Accordion.Panel>
              <dl className={classes.record}>
                {extract.recipients.map(({ name, role, country, told }) => (
                  <Pair key={name} label={name} text={[`${role}, ${country}`, ...told].join(" · ")} />
                ))}
              </dl>
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </Paper>
  );
}

function Rows({ section }: { section: Section }) {
  const { t } = useTranslation();
  const left = section.rows.length - MOST_ROWS;
  return (
    <>
      {section.rows.slice(0, MOST_ROWS).map((row, at) => (
        // Rows have no key of their own and never change place.
        <dl key={`${section.record} ${String(at)}`} className={classes.record}>
          {row.fields.map((field) => (
            <Pair key={field.name} label={field.label} text={field.text} />
          ))}
        </dl>
      ))}
      {left > 0 && <Text c="dimmed">{t("subjects.more", { count: left })}</Text>}
    </>
  );
}

function Pair({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.pair}>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
