/** What goes, what stays and why, before anything is erased; and what was done. */
import { Alert, Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconEraser from "@tabler/icons-react/dist/esm/icons/IconEraser.mjs";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showDay } from "@/lib/date.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./erasure.module.css";
import { Notices } from "./notices.tsx";
import { type Plan, type PlanItem, type Subject, useErase } from "./subjects-queries.ts";

const OUTCOMES = [
  { outcome: "deleted", icon: IconTrash },
  { outcome: "blanked", icon: IconEraser },
  { outcome: "kept", icon: IconLock },
] as const;

type Props = {
  plan: Plan;
  subjects: Pick<Subject, "kind" | "id">[];
  language: "sv" | "en";
  /** The plan isn't what it was. */
  onStale: () => void;
  /** It is done: what was shown of the person is gone. */
  onErased: () => void;
};

/** The plan, and its confirmation. */
export function Erasure({ plan, subjects, language, onStale, onErased }: Props) {
  const { t } = useTranslation();
  const erase = useErase();
  const [typed, setTyped] = useState("");
  const [blackOut, setBlackOut] = useState<string[]>([]);
  if (erase.data) {
    return (
      <Paper withBorder p="md" radius="md">
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t("subjects.erased")}
          </Title>
          <Text size="sm">
            {t(erase.data.awaits_more ? "subjects.erasedMore" : "subjects.erasedAll", {
              reference: erase.data.id.slice(0, 8),
            })}
          </Text>
          <Items items={erase.data.items} />
          {erase.data.blacked_out > 0 && (
            <Text size="sm">{t("subjects.blackedOut", { count: erase.data.blacked_out })}</Text>
          )}
          <Notices of={{ subject_id: subjects[0]?.id ?? "" }} />
        </Stack>
      </Paper>
    );
  }
  const isStale = erase.error?.code === "stale";
  const send = () =>
    erase.mutate(
      { subjects, language, fingerprint: plan.fingerprint, confirmation: typed, black_out: blackOut },
      { onSuccess: onErased },
    );
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t("subjects.plan", { name: plan.names.join(", ") || t("subjects.nameless") })}
          </Title>
          <Text c="dimmed" size="sm" maw={640}>
            {t("subjects.planText")}
          </Text>
        </div>
        {plan.hindrances.length > 0 && <Hindrances hindrances={plan.hindrances} />}
        {plan.awaits.length > 0 && <Awaits awaits={plan.awaits} />}
        <Items items={plan.items} />
        {plan.mentions.length > 0 && (
          <BlackOut mentions={plan.mentions} chosen={blackOut} onChange={setBlackOut} />
        )}
        {isStale ? (
          <Alert color="yellow" title={t("subjects.stale")}>
            <Button size="xs" variant="default" onClick={onStale}>
              {t("subjects.replan")}
            </Button>
          </Alert>
        ) : (
          <ProblemAlert error={erase.error} labels={() => t("subjects.confirm")} />
        )}
        <form
          hidden={plan.hindrances.length > 0}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Stack gap="sm" align="flex-start">
            <TextInput
              className={classes.confirm}
              label={t("subjects.confirm")}
              description={t("subjects.confirmText", { word: plan.confirmation })}
              data-path="confirmation"
              autoComplete="off"
              maxLength={200}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button
              type="submit"
              color="red"
              loading={erase.isPending}
              disabled={typed.trim().toLowerCase() !== plan.confirmation.trim().toLowerCase()}
            >
              {t("subjects.erase")}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}

/** What others wrote: each text stays, or is blacked out. */
function BlackOut({
  mentions,
  chosen,
  onChange,
}: {
  mentions: Plan["mentions"];
  chosen: string[];
  onChange: (keys: string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      value={chosen}
      onChange={onChange}
      label={t("subjects.mentions")}
      description={t("subjects.blackOutText")}
    >
      <Stack gap="sm" mt="sm">
        {mentions.map(({ key, title, field, excerpt, ground_text }) => (
          <Checkbox
            key={key}
            value={key}
            disabled={ground_text !== null}
            classNames={{ labelWrapper: classes.mention }}
            label={t("subjects.blackOut", { what: `${title} · ${field}` })}
            description={
              <>
                {excerpt}
                {ground_text !== null && (
                  <>
                    <br />
                    {t("subjects.cannotBlackOut", { ground: ground_text })}
                  </>
                )}
              </>
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Somebody who is needed in a company isn't erased from it. */
function Hindrances({ hindrances }: { hindrances: Plan["hindrances"] }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" icon={<IconHandStop aria-hidden />} title={t("problem.code.erasure_hindered")}>
      <ul className={classes.items}>
        {hindrances.map((hindrance) => (
          <li key={hindrance}>{t(`problem.field.${hindrance}`)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Awaits({ awaits }: { awaits: Plan["awaits"] }) {
  const { t } = useTranslation();
  return (
    <Alert color="blue" icon={<IconClock aria-hidden />} title={t("subjects.awaits")}>
      <Text size="sm">{t("subjects.awaitsText")}</Text>
      <Group gap="sm" mt="xs">
        {awaits.map(({ id, record, title, number }) => {
          const draft = record === "invoice" ? t("subjects.draft") : title;
          const name = number === null ? draft : `${title} ${number}`;
          if (record === "deduction_case") {
            return (
              <TextLink key={id} size="sm" to="/skatteavdrag/$caseId" params={{ caseId: id }}>
                {name}
              </TextLink>
            );
          }
          return record === "work_order" ? (
            <TextLink key={id} size="sm" to="/order/$orderId" params={{ orderId: id }}>
              {name}
            </TextLink>
          ) : (
            <TextLink key={id} size="sm" to="/fakturor/$invoiceId" params={{ invoiceId: id }}>
              {name}
            </TextLink>
          );
        })}
      </Group>
    </Alert>
  );
}

function Items({ items }: { items: PlanItem[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.outcomes}>
      {OUTCOMES.map(({ outcome, icon: Icon }) => {
        const own = items.filter((item) => item.outcome === outcome);
        if (own.length === 0) return null;
        return (
          <section key={outcome} aria-label={t(`subjects.outcome.${outcome}`)} className={classes.outcome}>
            <Title order={3} size="h5" className={classes.title}>
              <Icon aria-hidden size={18} /> {t(`subjects.outcome.${outcome}`)}
            </Title>
            <ul className={classes.items}>
              {own.map((item) => (
                <li key={`${item.record} ${item.ground} ${item.through}`}>
                  <div className={classes.line}>
                    <span>{item.title}</span>
                    <span className={classes.count}>{item.count}</span>
                  </div>
                  {item.fields.length > 0 && (
                    <Text size="xs" c="dimmed">
                      {item.fields.join(", ")}
                    </Text>
                  )}
                  {item.ground_text !== null && (
                    <Text size="xs" c="dimmed">
                      {item.ground_text}
                      {item.through !== null &&
                        ` · ${t("subjects.through", { day: showDay(item.through, i18n.language) })}`}
                    </Text>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
