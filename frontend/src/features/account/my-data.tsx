/** What have I asked about the data that is stored of me, and how do I ask? */
import { Badge, Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showDay } from "@/lib/date.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import classes from "./account.module.css";
import { myDataQuery, useAskMyData } from "./queries.ts";

type Kind = Schema<"PrivacyRequestKind">;

const KINDS = [
  "access",
  "rectification",
  "completion",
  "erasure",
  "restriction",
  "objection",
  "portability",
  "complaint",
] as const satisfies readonly Kind[];

/** The user's requests to whoever runs the service; nothing where nobody was set up to answer. */
export function MyData() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(myDataQuery);
  const [asking, setAsking] = useState(false);
  if (!data?.controller) return null;
  return (
    <Section title={t("privacy.mine.title")} text={t("privacy.mine.text", { company: data.controller })}>
      <Stack gap="md">
        {data.items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("privacy.mine.none")}
          </Text>
        ) : (
          <ul className={classes.rows}>
            {data.items.map((row) => (
              <li key={row.number} className={classes.row}>
                <div className={classes.what}>
                  <Text fw={600}>{t(`privacy.kind.${row.kind}`)}</Text>
                  <Text size="sm" c="dimmed">
                    {t("privacy.mine.receivedOn", { day: showDay(row.received_on, i18n.language) })}
                    {row.outcome
                      ? ` · ${t(`privacy.outcome.${row.outcome}`)}`
                      : ` · ${t("privacy.mine.dueOn", { day: showDay(row.due_on, i18n.language) })}`}
                  </Text>
                </div>
                <Badge variant="light" className="status" tt="none">
                  {t(`privacy.status.${row.status}`)}
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t("privacy.mine.ask")}
          </Button>
        </div>
      </Stack>
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function AskDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const ask = useAskMyData();
  const [kind, setKind] = useState<Kind>("access");
  const [message, setMessage] = useState("");
  const send = () =>
    ask.mutate(
      { kind, message },
      {
        onSuccess: ({ due_on }) => {
          showNotification({
            color: "green",
            message: t("privacy.mine.sent", { day: showDay(due_on, i18n.language) }),
          });
          onClose();
        },
      },
    );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("privacy.mine.askTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        <ProblemAlert error={ask.error} />
        <Radio.Group
          aria-label={t("privacy.mine.askTitle")}
          value={kind}
          onChange={(value) => setKind(KINDS.find((known) => known === value) ?? "access")}
        >
          <Stack gap="sm">
            {KINDS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`privacy.kind.${value}`)}
                description={t(`privacy.public.explain.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t("privacy.message")}
          description={t("privacy.public.messageHint")}
          autosize
          minRows={3}
          maxLength={4000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button loading={ask.isPending} onClick={send}>
            {t("privacy.mine.send")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
