/** Who is to be told what was done with a person's data, and who was? */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showInstant } from "@/lib/date.ts";
import { Section } from "@/ui/section.tsx";
import { Status } from "@/ui/status.tsx";
import { type Notice, type NoticesOf, noticeList } from "./notices-queries.ts";
import classes from "./retention.module.css";
import { SettleDialog } from "./settle-dialog.tsx";

const COLOURS = { to_tell: "orange", told: "green", not_needed: "gray" } as const;

const NUMBERS = ["customers", "invoices", "offers", "orders", "employments", "requests"] as const;

type Props = {
  of: NoticesOf;
  /** One of them was settled. */
  onSettled?: () => void;
};

/** The notices; nothing where there are none. */
export function Notices({ of, onSettled }: Props) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(noticeList(of));
  const [settled, setSettled] = useState<Notice>();
  const notices = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (notices.length === 0) return null;
  return (
    <Section title={t("notices.title")} text={t("notices.text")}>
      <Stack gap="sm">
        {notices.map((notice) => (
          <One key={notice.id} notice={notice} onSettle={() => setSettled(notice)} />
        ))}
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t("common.more")}
          </Button>
        )}
      </Stack>
      {settled && (
        <SettleDialog
          notice={settled}
          onClose={() => setSettled(undefined)}
          {...(onSettled && { onSettled })}
        />
      )}
    </Section>
  );
}

function One({ notice, onSettle }: { notice: Notice; onSettle: () => void }) {
  const { t } = useTranslation();
  const { recipient, contact, deed, state, how, ground, note, mail } = notice;
  const known = NUMBERS.filter((sort) => notice.reference[sort].length > 0).map(
    (sort) => `${t(`notices.reference.${sort}`)} ${notice.reference[sort].join(", ")}`,
  );
  const end = [
    how && t(`notices.how.${how}`),
    ground && t(`notices.ground.${ground}`),
    notice.settled_at && showInstant(notice.settled_at),
    notice.settled_by,
  ].filter(Boolean);
  return (
    <article className={classes.run} aria-label={t("notices.settleTitle", { name: recipient })}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{recipient}</Text>
          <Text size="sm" c="dimmed">
            {[t(`notices.deed.${deed}`), showInstant(notice.created_at).slice(0, 10), contact]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </div>
        <Badge variant="light" color={COLOURS[state]} className="status" tt="none">
          {t(`notices.state.${state}`)}
        </Badge>
      </Group>
      <Text size="sm">{notice.categories.map((each) => t(`recipients.category.${each}`)).join(", ")}</Text>
      {known.length > 0 && <Text size="sm">{`${t("notices.knownBy")}: ${known.join(" · ")}`}</Text>}
      {mail && (
        <Text size="sm" component="div">
          <Status of="mail" status={mail.state} /> {t("common.mailTo", { recipient: mail.recipient })}
        </Text>
      )}
      {end.length > 0 && (
        <Text size="sm" c="dimmed">
          {end.join(" · ")}
        </Text>
      )}
      {note && <Text size="sm">{note}</Text>}
      {notice.can_settle && (
        <Group>
          <Button
            size="xs"
            variant="default"
            aria-label={t("notices.settleOf", { name: recipient })}
            onClick={onSettle}
          >
            {t("notices.settle")}
          </Button>
        </Group>
      )}
    </article>
  );
}
