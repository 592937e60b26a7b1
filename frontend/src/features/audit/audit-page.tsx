/** Who did what, when? The company's log, newest first, by kind of thing, by person, by thing. */
import { Button, Group, Select, Skeleton, Stack, Text, Title } from "@mantine/core";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showDay } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import classes from "./audit.module.css";
import { byDay } from "./by-day.ts";
import { EventRow } from "./event-row.tsx";
import { type AuditFilters, auditList, peopleQuery } from "./queries.ts";
import { SealsDialog } from "./seals-dialog.tsx";
import { ENTITY_KINDS, entityKind } from "./vocabulary.ts";

const route = getRouteApi("/inside/handelser");

/** The page of the log. */
export function AuditPage() {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const filters: AuditFilters = { ...search, kind: entityKind(search.kind) };
  const log = useInfiniteQuery(auditList(filters));
  const [isSealing, setSealing] = useState(false);
  const events = log.data?.pages.flatMap((page) => page.items) ?? [];
  const total = log.data?.pages[0]?.total;
  return (
    <Page
      title={t("audit.title")}
      subtitle={t("audit.subtitle")}
      actions={
        <Button variant="default" onClick={() => setSealing(true)}>
          {t("audit.seals")}
        </Button>
      }
    >
      {isSealing && <SealsDialog onClose={() => setSealing(false)} />}
      <Filters
        filters={filters}
        actorName={events.find(({ actor_id }) => actor_id === filters.actor)?.actor_name}
      />
      <ProblemAlert error={log.error} retry={() => log.refetch()} />
      {log.isPending && (
        <Stack gap="xs" role="status" aria-label={t("common.loading")}>
          {["a", "b", "c", "d", "e", "f"].map((key) => (
            <Skeleton key={key} height={52} radius="sm" />
          ))}
        </Stack>
      )}
      {log.data && events.length === 0 && (
        <Empty
          title={t("audit.empty")}
          action={
            <LinkButton to="/handelser" search={{}} variant="default">
              {t("common.showAll")}
            </LinkButton>
          }
        />
      )}
      <div aria-busy={log.isPlaceholderData}>
        {byDay(events).map(({ day, events: ofDay }) => (
          <section key={day} aria-labelledby={`day-${day}`}>
            <Title order={2} size="h5" mt="md" id={`day-${day}`}>
              {showDay(day, i18n.language)} {day.slice(0, 4)}
            </Title>
            <div className={classes.day}>
              <ol className={classes.events}>
                {ofDay.map((event) => (
                  <EventRow key={event.seq} event={event} narrowed={filters.entity !== undefined} />
                ))}
              </ol>
            </div>
          </section>
        ))}
      </div>
      {events.length > 0 && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("common.listFooter", { count: events.length })}
            {typeof total === "number" && ` / ${total}`}
          </Text>
          {log.hasNextPage && (
            <Button variant="default" loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
              {t("common.loadMore")}
            </Button>
          )}
        </Group>
      )}
    </Page>
  );
}

function Filters({ filters, actorName }: { filters: AuditFilters; actorName: string | null | undefined }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const may = useMay();
  const people = useQuery({ ...peopleQuery, enabled: may("users_read") });
  const narrow = (change: AuditFilters) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const known = (people.data?.items ?? []).map(({ user_id, name }) => ({ value: user_id, label: name }));
  const others =
    filters.actor && !known.some(({ value }) => value === filters.actor)
      ? [{ value: filters.actor, label: actorName ?? t("audit.formerUser") }]
      : [];
  const actors = [...known, ...others];
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("common.clear") } };
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t("audit.kind")}
        placeholder={t("common.all")}
        data={ENTITY_KINDS.map((value) => ({ value, label: t(`audit.entity.${value}`) }))}
        value={filters.kind ?? null}
        onChange={(kind) => narrow({ kind: entityKind(kind ?? undefined), entity: undefined })}
        flex="1 1 11rem"
        maw={260}
        {...clear}
      />
      <Select
        label={t("audit.person")}
        placeholder={t("common.all")}
        searchable
        nothingFoundMessage={t("common.emptyFiltered")}
        data={actors}
        value={filters.actor ?? null}
        onChange={(actor) => narrow({ actor: actor ?? undefined })}
        flex="1 1 11rem"
        maw={260}
        {...clear}
      />
      {filters.entity && (
        <Button
          variant="light"
          rightSection={<IconX size={16} aria-hidden />}
          title={t("audit.everyThing")}
          onClick={() => narrow({ entity: undefined })}
        >
          {t("audit.oneThing", { thing: filters.kind ? t(`audit.the.${filters.kind}`) : "" })}
        </Button>
      )}
    </Group>
  );
}
