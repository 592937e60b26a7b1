/** What does a person ask, what happened, and what is to be done until when? */
import { Alert, Button, Menu, Text } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showInstant } from "@/lib/date.ts";
import { Facts } from "@/ui/facts.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { PublicPdf } from "@/ui/public-pdf.tsx";
import { Section } from "@/ui/section.tsx";
import { Status } from "@/ui/status.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import { DeedDialog } from "./deed-dialog.tsx";
import { Notices } from "./notices.tsx";
import classes from "./privacy.module.css";
import { type Action, type PrivacyRequest, requestQuery } from "./queries.ts";
import { Deadline, RequestStateBadge, timeLeft } from "./request-state.tsx";

const route = getRouteApi("/inside/integritetsarenden/$requestId");

/** What is usually next comes first. */
const ORDER: Action[] = [
  "close",
  "answer",
  "receive_information",
  "decide",
  "confirm_identity",
  "ask_information",
  "extend",
  "assign",
  "forward",
  "withdraw",
];

/** The page. */
export function PrivacyRequestPage() {
  const { t } = useTranslation();
  const { requestId } = route.useParams();
  const query = useQuery(requestQuery(requestId));
  const row = query.data;
  return (
    <Page
      title={row ? t("privacy.requestTitle", { number: row.number }) : t("privacy.title")}
      beside={row && <RequestStateBadge status={row.status} />}
      subtitle={row && t("privacy.requestOf", { kind: t(`privacy.kind.${row.kind}`), name: row.name })}
      back={{ to: "/integritetsarenden" }}
      actions={row && <Actions row={row} />}
    >
      <Loaded query={query} lines={8}>
        {(found) => <Whole row={found} />}
      </Loaded>
    </Page>
  );
}

function Actions({ row }: { row: PrivacyRequest }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Action | null>(null);
  const [first, ...others] = ORDER.filter((action) => row.actions.includes(action));
  const done = () => setDoing(null);
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
                {t(`privacy.action.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {first && <Button onClick={() => setDoing(first)}>{t(`privacy.action.${first}`)}</Button>}
      {doing === "decide" && <DecideDialog row={row} onClose={done} />}
      {doing && doing !== "decide" && <DeedDialog row={row} action={doing} onClose={done} />}
    </>
  );
}

function Whole({ row }: { row: PrivacyRequest }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  // Once everybody is told, the request can be closed.
  const onSettled = () => client.invalidateQueries({ queryKey: requestQuery(row.id).queryKey });
  const late = row.days_left !== null && row.days_left < 0;
  return (
    <div className={classes.stack}>
      {late && (
        <Alert color="red" variant="light" title={timeLeft(t, row.days_left ?? 0)}>
          {t("privacy.due")} {row.due_on}
        </Alert>
      )}
      <div className={classes.columns}>
        <div className={classes.stack}>
          <About row={row} />
          <Time row={row} />
          {row.decisions.length > 0 && <Decisions row={row} />}
          <Notices of={{ request_id: row.id }} onSettled={onSettled} />
        </div>
        <Section title={t("privacy.story")}>
          <Story events={row.events} />
        </Section>
      </div>
    </div>
  );
}

function About({ row }: { row: PrivacyRequest }) {
  const { t } = useTranslation();
  const { identity } = row;
  return (
    <Section title={t("privacy.about")}>
      {row.message && <Text className={classes.said}>{row.message}</Text>}
      <Facts
        facts={[
          { label: t("privacy.person"), value: row.name },
          { label: t("privacy.email"), value: row.email },
          { label: t("privacy.phone"), value: row.phone },
          { label: t("privacy.channelLabel"), value: t(`privacy.channel.${row.channel}`) },
          { label: t("privacy.subject"), value: row.subject?.name },
          {
            label: t("privacy.identity"),
            value: identity
              ? [t(`privacy.identityHow.${identity.how}`), identity.note, identity.by]
                  .filter(Boolean)
                  .join(" · ")
              : t("privacy.notYet"),
          },
          ...(row.forwarded_to ? [{ label: t("privacy.status.forwarded"), value: row.forwarded_to }] : []),
        ]}
      />
      {row.subject && (
        <LinkButton
          to="/integritetsarenden"
          search={{ tab: "subjects", as: row.subject.kind, id: row.subject.id }}
          variant="default"
          mt="sm"
        >
          {t("subjects.see")}
        </LinkButton>
      )}
    </Section>
  );
}

function Time({ row }: { row: PrivacyRequest }) {
  const { t } = useTranslation();
  return (
    <Section title={t("privacy.deadline")}>
      <Facts
        facts={[
          { label: t("privacy.received"), value: row.received_on },
          { label: t("privacy.due"), value: <Deadline dueOn={row.due_on} daysLeft={row.days_left} /> },
          { label: t("privacy.promised"), value: row.promised_on },
          { label: t("privacy.lawful"), value: row.lawful_on },
          ...(row.paused_days > 0 ? [{ label: t("privacy.paused"), value: row.paused_days }] : []),
          ...(row.extended ? [{ label: t("privacy.extended"), value: row.extended_reason }] : []),
          { label: t("privacy.handler"), value: row.handler },
        ]}
      />
    </Section>
  );
}

function Decisions({ row }: { row: PrivacyRequest }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t("privacy.decisions")}
      text={row.outcome ? t(`privacy.outcome.${row.outcome}`) : undefined}
    >
      <ul className={classes.decisions}>
        {row.decisions.map((decision) => (
          <li key={`${decision.datum} ${decision.result} ${decision.note}`} className={classes.decision}>
            <div className={classes.decisionTop}>
              <Text fw={600}>{decision.datum}</Text>
              <Text fw={600}>{t(`privacy.result.${decision.result}`)}</Text>
            </div>
            {decision.ground && <Text size="sm">{t(`privacy.ground.${decision.ground}`)}</Text>}
            {decision.note && (
              <Text size="sm" c="dimmed">
                {decision.note}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {row.answer && <Text className={classes.said}>{row.answer}</Text>}
      <PublicPdf
        source={{ kind: "privacy-answer", id: row.id }}
        version={row.version}
        fileName={t("privacy.letterFile", { number: row.number })}
        title={t("privacy.letter")}
      />
    </Section>
  );
}

function Story({ events }: { events: PrivacyRequest["events"] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.line}>
      {events.map((event) => (
        <li key={event.id} className={classes.entry}>
          <Text fw={600} size="sm">
            {t(`privacy.entry.${event.kind}`)}
          </Text>
          <Text size="sm" c="dimmed">
            {[showInstant(event.at), event.by].filter(Boolean).join(" · ")}
          </Text>
          {event.note && (
            <Text size="sm" className={classes.said}>
              {event.note}
            </Text>
          )}
          {event.mail && (
            <Text size="sm" component="div">
              <Status of="mail" status={event.mail.state} />{" "}
              {t("common.mailTo", { recipient: event.mail.recipient })}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
