/** How is an extract read on the screen? */
import { Accordion, Button, Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./subjects.module.css";
import type { Extract } from "./subjects-queries.ts";

/** At most so many things of a sort are drawn; the files have all. */
const MOST_ROWS = 50;

type Section = Extract["sections"][number];
type Field = Section["rows"][number]["fields"][number];
type Bystanders = NonNullable<Field["bystanders"]>;
/** Asks for the extract anew, with a text shown whole or not. */
type Show = (key: string, whole: boolean) => void;
type Props = { extract: Extract; onJson: () => void; onShow: Show };

/** What is stored, why, and who saw it. */
export function ExtractView({ extract, onJson, onShow }: Props) {
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
              <Rows section={section} onShow={onShow} />
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

function Rows({ section, onShow }: { section: Section; onShow: Show }) {
  const { t } = useTranslation();
  const left = section.rows.length - MOST_ROWS;
  return (
    <>
      {section.rows.slice(0, MOST_ROWS).map((row, at) => (
        // Rows have no key of their own and never change place.
        <dl key={`${section.record} ${String(at)}`} className={classes.record}>
          {row.fields.map((field) => (
            <Pair key={field.name} label={field.label} text={field.text}>
              {field.bystanders && <Others found={field.bystanders} onShow={onShow} />}
            </Pair>
          ))}
        </dl>
      ))}
      {left > 0 && <Text c="dimmed">{t("subjects.more", { count: left })}</Text>}
    </>
  );
}

/** What in a text seems to tell of somebody else: a person decides whether it does. */
function Others({ found, onShow }: { found: Bystanders; onShow: Show }) {
  const { t } = useTranslation();
  const sorts = found.sorts.map((sort) => t(`subjects.bystander.${sort}`)).join(", ");
  return (
    <Group gap="xs" mt={4}>
      <Text size="xs" c="dimmed">
        {t(found.shown ? "subjects.othersShown" : "subjects.othersHidden", { sorts })}
      </Text>
      <Button variant="default" size="compact-xs" onClick={() => onShow(found.key, !found.shown)}>
        {t(found.shown ? "subjects.hideOthers" : "subjects.showOthers")}
      </Button>
    </Group>
  );
}

function Pair({ label, text, children }: { label: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.pair}>
      <dt>{label}</dt>
      <dd>
        {text}
        {children}
      </dd>
    </div>
  );
}
