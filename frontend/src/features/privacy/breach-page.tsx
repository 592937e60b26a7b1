/** What happened, what was decided, what is owed, and how many hours are left? */
import { Alert, Button, Group, List, Menu, Text } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { showInstant } from "@/lib/date.ts";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { PublicPdf } from "@/ui/public-pdf.tsx";
import { Section } from "@/ui/section.tsx";
import { InformDialog, ReportDialog } from "./breach-decisions.tsx";
import { BreachDialog } from "./breach-dialog.tsx";
import { BreachBadge, BreachClock, hoursLeft, hoursUrgency, RiskBadge } from "./breach-state.tsx";
import { AddDialog, AssignDialog, CloseDialog, CompaniesDialog } from "./breach-steps.tsx";
import { BreachStory } from "./breach-story.tsx";
import { type Breach, type BreachAction, breachQuery, fetchReport } from "./breaches-queries.ts";
import classes from "./privacy.module.css";
import { wordsIn } from "./retention-queries.ts";

const route = getRouteApi("/inside/incidenter/$breachId");

/** The page. */
export function BreachPage() {
  const { t } = useTranslation();
  const { breachId } = route.useParams();
  const query = useQuery(breachQuery(breachId));
  const breach = query.data;
  return (
    <Page
      title={breach ? t("breaches.one", { number: breach.number }) : t("privacy.tab.breaches")}
      beside={breach && <BreachBadge status={breach.status} />}
      subtitle={breach?.content.title}
      back={{ to: "/integritetsarenden", search: { tab: "breaches" } }}
      actions={breach && <Actions breach={breach} />}
    >
      <Loaded query={query} lines={8}>
        {(found) => <Whole breach={found} />}
      </Loaded>
    </Page>
  );
}

/** What is usually next: what is owed, else the end. */
function nextOf({ owed, actions }: Breach): BreachAction | undefined {
  const first = {
    documentation: "change",
    assessment: "change",
    report: "report",
    inform: "inform",
  } as const;
  const wanted: BreachAction = owed[0] ? first[owed[0]] : "close";
  return actions.includes(wanted) ? wanted : actions[0];
}

function Actions({ breach }: { breach: Breach }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<BreachAction | null>(null);
  const first = nextOf(breach);
  const others = breach.actions.filter((action) => action !== first);
  const props = { breach, onClose: () => setDoing(null) };
  return (
    <>
      {others.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {t("common.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action) => (
              <Menu.Item key={action} onClick={() => setDoing(action)}>
                {t(`breaches.action.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {first && <Button onClick={() => setDoing(first)}>{t(`breaches.action.${first}`)}</Button>}
      {doing === "change" && <BreachDialog {...props} />}
      {doing === "report" && <ReportDialog {...props} />}
      {doing === "inform" && <InformDialog {...props} />}
      {doing === "inform_companies" && <CompaniesDialog {...props} />}
      {doing === "assign" && <AssignDialog {...props} />}
      {doing === "add" && <AddDialog {...props} />}
      {doing === "close" && <CloseDialog {...props} />}
    </>
  );
}

function Whole({ breach }: { breach: Breach }) {
  const { t } = useTranslation();
  return (
    <div className={classes.stack}>
      <Owed breach={breach} />
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Clock breach={breach} />
          <Known breach={breach} />
          <Decisions breach={breach} />
          <Report breach={breach} />
        </div>
        <Section title={t("breaches.story")}>
          <BreachStory events={breach.events} />
        </Section>
      </div>
    </div>
  );
}

function Owed({ breach: { owed, hours_left, status } }: { breach: Breach }) {
  const { t } = useTranslation();
  if (status === "closed" || owed.length === 0) return null;
  const urgent = hours_left === null ? undefined : hoursUrgency(hours_left);
  return (
    <Alert
      color={urgent === "orange" ? "yellow" : (urgent ?? "blue")}
      variant="light"
      title={hours_left === null ? t("breaches.owedTitle") : hoursLeft(t, hours_left)}
    >
      <List size="sm" spacing={2}>
        {owed.map((each) => (
          <List.Item key={each}>{t(`breaches.owed.${each}`)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Clock({ breach }: { breach: Breach }) {
  const { t } = useTranslation();
  const { content, told_by, due_at, lawful_at } = breach;
  return (
    <Section title={t("breaches.part.when")}>
      <Facts
        facts={[
          { label: t("breaches.field.discovered_at"), value: showInstant(content.discovered_at) },
          { label: t("breaches.report"), value: <BreachClock {...breach} /> },
          ...(due_at === lawful_at ? [] : [{ label: t("breaches.lawful"), value: showInstant(lawful_at) }]),
          { label: t("breaches.field.began_at"), value: content.began_at && showInstant(content.began_at) },
          { label: t("breaches.field.ended_at"), value: content.ended_at && showInstant(content.ended_at) },
          { label: t("breaches.field.discovered_how"), value: content.discovered_how },
          ...(told_by ? [{ label: t("breaches.toldBy"), value: told_by }] : []),
          { label: t("privacy.handler"), value: breach.handler },
        ]}
      />
    </Section>
  );
}

function Known({ breach: { content } }: { breach: Breach }) {
  const { t, i18n } = useTranslation();
  const count = (n: number | null | undefined) => (n == null ? "" : n.toLocaleString(i18n.language));
  return (
    <Section title={t("breaches.part.what")}>
      {content.description && (
        <Text size="sm" className={classes.said}>
          {content.description}
        </Text>
      )}
      <Facts
        facts={[
          {
            label: t("breaches.field.kinds"),
            value: content.kinds.map((each) => t(`breaches.kind.${each}`)).join(", "),
          },
          {
            label: t("breaches.field.categories"),
            value: content.categories.map((each) => t(`recipients.category.${each}`)).join(", "),
          },
          {
            label: t("breaches.field.people"),
            value: content.people.map((each) => t(`breaches.people.${each}`)).join(", "),
          },
          { label: t("breaches.field.people_count"), value: count(content.people_count) },
          { label: t("breaches.field.record_count"), value: count(content.record_count) },
          { label: t("breaches.field.abroad"), value: content.abroad || t("breaches.none") },
          { label: t("breaches.field.consequences"), value: content.consequences },
          { label: t("breaches.field.measures_taken"), value: content.measures_taken },
          { label: t("breaches.field.measures_planned"), value: content.measures_planned },
        ]}
      />
    </Section>
  );
}

function Decisions({ breach }: { breach: Breach }) {
  const { t } = useTranslation();
  const { content, reporting, informing, exemption } = breach;
  const owesTelling = content.risk === null || content.risk === "high";
  return (
    <Section title={t("breaches.decisions")} aside={<RiskBadge risk={content.risk} />}>
      <Facts
        facts={[
          { label: t("breaches.field.risk_reason"), value: content.risk_reason },
          {
            label: t("breaches.report"),
            value: reporting
              ? [
                  t(`breaches.reporting.${reporting}`),
                  breach.reported_at && showInstant(breach.reported_at),
                  breach.case_number,
                ]
                  .filter(Boolean)
                  .join(" · ")
              : t("breaches.undecided"),
          },
          ...(breach.delay_reason ? [{ label: t("breaches.delayReason"), value: breach.delay_reason }] : []),
          ...(breach.report_reason ? [{ label: t("breaches.reason"), value: breach.report_reason }] : []),
          {
            label: t("breaches.inform"),
            value: informing
              ? [
                  t(`breaches.informing.${informing}`),
                  breach.informed_at && showInstant(breach.informed_at),
                  breach.informed_count && t("breaches.peopleCount", { count: breach.informed_count }),
                ]
                  .filter(Boolean)
                  .join(" · ")
              : t(owesTelling ? "breaches.undecided" : "breaches.notHigh"),
          },
          ...(breach.informed_how ? [{ label: t("breaches.informedHow"), value: breach.informed_how }] : []),
          ...(exemption
            ? [{ label: t("breaches.exemptionLabel"), value: t(`breaches.exemption.${exemption}`) }]
            : []),
          ...(breach.inform_reason
            ? [{ label: t("breaches.informReason"), value: breach.inform_reason }]
            : []),
        ]}
      />
    </Section>
  );
}

function Report({ breach: { id, version, number } }: { breach: Breach }) {
  const { t, i18n } = useTranslation();
  const language = wordsIn(i18n.language);
  const name = t("breaches.fileName", { number });
  const json = useCommand(async () => {
    const report = await fetchReport(id, language);
    saveFile(JSON.stringify(report, null, 2), `${name}.json`, "application/json");
  });
  return (
    <Section title={t("breaches.reportTitle")} text={t("breaches.reportText")}>
      <PublicPdf
        source={{ kind: "breach-report", id, language }}
        version={version}
        fileName={`${name}.pdf`}
        title={t("breaches.reportTitle")}
      />
      <Group mt="xs">
        <Button variant="subtle" size="xs" loading={json.isPending} onClick={() => json.mutate()}>
          {t("breaches.json")}
        </Button>
      </Group>
      <ProblemAlert error={json.error} />
    </Section>
  );
}
