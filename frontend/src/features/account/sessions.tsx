/** Where am I logged in? Each device with its place and last use, and a way to end what isn't mine. */
import { Badge, Button, Group, Skeleton, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import classes from "./account.module.css";
import { deviceWords } from "./device.ts";
import { type SessionItem, sessionList, useEndSession } from "./queries.ts";

/** The sessions. */
export function Sessions() {
  const { t } = useTranslation();
  const me = useMe();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(sessionList);
  const end = useEndSession();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const endOthers = () =>
    end.mutate(
      { id: me.session_id, others: true },
      {
        onSuccess: ({ ended }) =>
          showNotification({ color: "green", message: t("account.othersEnded", { count: ended }) }),
      },
    );
  return (
    <Section
      title={t("account.sessions")}
      text={t("account.sessionsText")}
      aside={
        items.length > 1 && (
          <Button
            variant="default"
            loading={end.isPending && end.variables.others === true}
            onClick={endOthers}
          >
            {t("account.endOthers")}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} retry={() => refetch()} />
      <ProblemAlert error={end.error} />
      {!data && !error && <Skeleton height={56} role="status" aria-label={t("common.loading")} />}
      <ul className={classes.rows}>
        {items.map((session) => (
          <Row
            key={session.id}
            session={session}
            ending={end.isPending && end.variables.id === session.id && !end.variables.others}
            onEnd={() =>
              end.mutate(
                { id: session.id },
                { onSuccess: () => showNotification({ color: "green", message: t("account.ended") }) },
              )
            }
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </Section>
  );
}

type RowProps = { session: SessionItem; ending: boolean; onEnd: () => void };

function Row({ session, ending, onEnd }: RowProps) {
  const { t } = useTranslation();
  const device = deviceWords(t, session.device);
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Group gap="xs">
          <Text fw={600}>{device}</Text>
          {session.current && (
            <Badge variant="light" color="green" className="status" tt="none">
              {t("account.thisDevice")}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t("account.used", { ip: session.ip, at: showInstant(session.last_used_at) })}
          {" · "}
          {t("account.begun", { at: showInstant(session.created_at) })}
        </Text>
      </div>
      {!session.current && (
        <Button
          variant="default"
          loading={ending}
          aria-label={t("account.endOf", { device, at: showInstant(session.last_used_at) })}
          onClick={onEnd}
        >
          {t("account.end")}
        </Button>
      )}
    </li>
  );
}
