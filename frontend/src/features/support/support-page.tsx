/** May the operator's support look at the company's data? Not until somebody here says so, for what, and for how long. */
import { Badge, Button, Group, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconLifebuoy from "@tabler/icons-react/dist/esm/icons/IconLifebuoy.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { openAccess } from "@/api/support.ts";
import { useMay, useMe } from "@/app/session.ts";
import { showInstant, showTime } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { Empty } from "@/ui/empty.tsx";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { type Access, accessesBefore, MINUTES, useEnd, useGrant } from "./queries.ts";
import classes from "./support.module.css";
import { minutesLeft, span } from "./time-left.ts";

/** The page. */
export function SupportPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { company } = useMe();
  const query = useQuery({ ...openAccess, enabled: may("support_grant") });
  const allowed = may("support_grant") && !company?.operator;
  return (
    <Page title={t("support.title")} subtitle={t("support.subtitle")} back={{ to: "/foretag" }} narrow>
      {allowed ? (
        <Stack gap="lg">
          <Loaded query={query} lines={4}>
            {(access) => (access ? <Open key={access.id} access={access} /> : <Closed />)}
          </Loaded>
          <Before />
        </Stack>
      ) : (
        <Empty
          icon={<IconLifebuoy size={36} />}
          title={t(company?.operator ? "support.ownTitle" : "support.notAllowed")}
          text={t(company?.operator ? "support.ownText" : "support.notAllowedText")}
        />
      )}
    </Page>
  );
}

function Closed() {
  const { t } = useTranslation();
  const grant = useGrant();
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [missing, setMissing] = useState(false);
  const errors = formErrors(t, grant.error?.errors ?? []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === "");
    if (reason.trim() === "") {
      document.querySelector<HTMLElement>('[data-path="reason"]')?.focus();
      return;
    }
    grant.mutate(
      { reason, minutes: Number(minutes) },
      { onSuccess: () => showNotification({ color: "green", message: t("support.given") }) },
    );
  };
  return (
    <Section title={t("support.closed")} text={t("support.closedText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert
            error={grant.error}
            labels={(path) => t(path === "minutes" ? "support.minutes" : "support.reason")}
          />
          <Textarea
            label={t("support.reason")}
            description={t("support.reasonHint")}
            data-path="reason"
            autosize
            minRows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
            error={missing ? t("problem.field.required") : errors.reason}
          />
          <div>
            <Text size="sm" fw={500} mb={4} id="support-minutes">
              {t("support.minutes")}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="support-minutes"
              data={MINUTES.map((value) => ({ value: String(value), label: span(t, value) }))}
              value={minutes}
              onChange={setMinutes}
            />
          </div>
          <Group>
            <Button type="submit" loading={grant.isPending}>
              {t("support.give")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** The present moment, a few times a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Open({ access }: { access: Access }) {
  const { t } = useTranslation();
  const end = useEnd();
  const left = minutesLeft(access.expires_at, useNow());
  return (
    <Section
      title={t("support.open")}
      text={t("support.openText")}
      aside={
        <Badge variant="light" color="yellow" className="status" tt="none">
          {t("support.left", { span: span(t, left) })}
        </Badge>
      }
    >
      <Stack gap="md">
        <ProblemAlert error={end.error} />
        <Facts
          facts={[
            { label: t("support.reason"), value: access.reason },
            { label: t("support.until"), value: showTime(new Date(access.expires_at)) },
            {
              label: t("support.givenBy"),
              value: `${access.granted_by_name ?? t("support.somebody")}, ${showInstant(access.granted_at)}`,
            },
            { label: t("support.visitors"), value: <Visitors access={access} /> },
          ]}
        />
        <Group>
          <Button color="red" variant="light" loading={end.isPending} onClick={() => end.mutate(access.id)}>
            {t("support.end")}
          </Button>
          <TextLink to="/handelser" search={{ kind: "support_access" }} size="sm">
            {t("support.seeLog")}
          </TextLink>
        </Group>
      </Stack>
    </Section>
  );
}

function Visitors({ access }: { access: Access }) {
  const { t } = useTranslation();
  if (access.visitors.length === 0) return <>{t("support.nobody")}</>;
  return (
    <ul className={classes.visitors}>
      {access.visitors.map((visitor) => (
        <li key={`${visitor.entered_at} ${visitor.name}`}>
          {visitor.name ?? t("support.somebody")}
          {", "}
          {showTime(new Date(visitor.entered_at))}–
          {visitor.left_at ? showTime(new Date(visitor.left_at)) : t("support.now")}
        </li>
      ))}
    </ul>
  );
}

function Before() {
  const { t } = useTranslation();
  const before = useInfiniteQuery(accessesBefore);
  return (
    <Section title={t("support.before")} text={t("support.beforeText")}>
      <Loaded query={before} lines={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text size="sm">{t("support.noneBefore")}</Text>;
          return (
            <Stack gap="sm">
              {items.map((access) => (
                <Card key={access.id} access={access} />
              ))}
              {before.hasNextPage && (
                <Group>
                  <Button
                    variant="default"
                    loading={before.isFetchingNextPage}
                    onClick={() => before.fetchNextPage()}
                  >
                    {t("common.loadMore")}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Card({ access }: { access: Access }) {
  const { t } = useTranslation();
  const ended = access.ended_by_name
    ? t("support.endedBy", { name: access.ended_by_name })
    : t(access.state === "ended" ? "support.ended" : "support.expired");
  return (
    <article className={classes.card} aria-label={access.reason}>
      <Text fw={600} mb="xs">
        {access.reason}
      </Text>
      <Facts
        facts={[
          {
            label: t("support.when"),
            value: `${showInstant(access.granted_at)}–${showTime(new Date(access.ended_at ?? access.expires_at))} (${ended})`,
          },
          { label: t("support.givenBy"), value: access.granted_by_name ?? t("support.somebody") },
          { label: t("support.visitors"), value: <Visitors access={access} /> },
        ]}
      />
    </article>
  );
}
