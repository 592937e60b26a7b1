/** What goes when, what has gone, and by which rules? */
import { Accordion, Alert, Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showInstant, today } from "@/lib/date.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Framed } from "@/ui/framed.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./retention.module.css";
import {
  type Preview,
  previewQuery,
  type Run,
  rulesQuery,
  runList,
  useApprove,
  wordsIn,
} from "./retention-queries.ts";

/** The tab. */
export function Retention() {
  return (
    <Stack gap="lg">
      <Runs />
      <Ahead />
      <Rules />
    </Stack>
  );
}

function useRules() {
  const { i18n } = useTranslation();
  return useQuery(rulesQuery(wordsIn(i18n.language)));
}

function Ahead() {
  const { t, i18n } = useTranslation();
  const [on, setOn] = useState(today());
  const preview = useQuery(previewQuery(wordsIn(i18n.language), on));
  return (
    <Section title={t("retention.preview")} text={t("retention.previewText")}>
      <Stack gap="sm">
        <DayInput
          label={t("retention.on")}
          path="on"
          value={on}
          minDate={today()}
          maw={220}
          onChange={(day) => day && setOn(day)}
        />
        <Loaded query={preview} lines={4}>
          {(found) => <Foreseen found={found} />}
        </Loaded>
      </Stack>
    </Section>
  );
}

function Foreseen({ found }: { found: Preview }) {
  const { t } = useTranslation();
  const titles = new Map(useRules().data?.items.map(({ rule, title }) => [rule, title]));
  if (found.items.length === 0)
    return (
      <Text size="sm" role="status">
        {t("retention.nothing")}
      </Text>
    );
  return (
    <Stack gap="sm">
      <div role="status">
        <Text size="sm">
          {t("retention.subjects", { count: found.subjects })}{" "}
          {found.books_through && t("retention.booksThrough", { day: found.books_through })}
        </Text>
      </div>
      {found.needs_approval && <Alert color="yellow">{t("retention.needsApproval")}</Alert>}
      <Framed>
        <Table aria-label={t("retention.preview")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("retention.what")}</Table.Th>
              <Table.Th visibleFrom="sm">{t("retention.why")}</Table.Th>
              <Table.Th>{t("retention.how")}</Table.Th>
              <Table.Th ta="right">{t("retention.rows")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.items.map((item) => (
              <Table.Tr key={`${item.rule} ${item.record} ${item.outcome}`}>
                <Table.Td>{item.record}</Table.Td>
                <Table.Td visibleFrom="sm">{titles.get(item.rule)}</Table.Td>
                <Table.Td>{t(`retention.outcome.${item.outcome}`)}</Table.Td>
                <Table.Td ta="right">{item.rows}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Framed>
      {found.customers.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t("retention.customers")}
          </Text>
          <ul className={classes.list}>
            {found.customers.map((customer) => (
              <li key={customer.id}>
                <TextLink to="/kunder/$customerId" params={{ customerId: customer.id }}>
                  {customer.name || t("subjects.nameless")}
                </TextLink>{" "}
                <Text span size="sm" c="dimmed">
                  {t("retention.customer", { number: customer.number, day: customer.archived_on })}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}

const COLOURS: Record<Run["state"], string> = { waiting: "yellow", approved: "blue", done: "green" };

function Runs() {
  const { t, i18n } = useTranslation();
  const runs = useInfiniteQuery(runList(wordsIn(i18n.language)));
  const [asked, setAsked] = useState<Run>();
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("retention.runs")} text={t("retention.runsText")}>
      <Stack gap="sm">
        <ProblemAlert error={runs.error} />
        {runs.isSuccess && items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("retention.noRuns")}
          </Text>
        )}
        {items.map((run) => (
          <RunCard key={run.id} run={run} onApprove={() => setAsked(run)} />
        ))}
        {runs.hasNextPage && (
          <Group>
            <Button
              variant="default"
              size="xs"
              loading={runs.isFetchingNextPage}
              onClick={() => runs.fetchNextPage()}
            >
              {t("retention.more")}
            </Button>
          </Group>
        )}
      </Stack>
      {asked && <ApproveDialog run={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function RunCard({ run, onApprove }: { run: Run; onApprove: () => void }) {
  const { t } = useTranslation();
  const name = t("retention.runOf", { day: run.as_of });
  const first = run.first_approved_by;
  return (
    <article className={classes.run} aria-label={name}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Badge variant="light" color={COLOURS[run.state]} className="status" tt="none" fw={600} radius="xl">
            {t(`retention.state.${run.state}`)}
          </Badge>
        </Group>
        {run.can_approve && (
          <Button size="xs" onClick={onApprove}>
            {t("retention.approve")}
          </Button>
        )}
      </Group>
      <Text size="sm">
        {t("retention.subjects", { count: run.subjects })}{" "}
        {first &&
          (run.approved_by
            ? t("retention.approvedBy", { first, last: run.approved_by })
            : t("retention.approvedFirst", { name: first }))}{" "}
        {run.ended_at && t("retention.endedAt", { at: showInstant(run.ended_at) })}
      </Text>
      <Framed>
        <Table aria-label={name}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("retention.what")}</Table.Th>
              <Table.Th visibleFrom="sm">{t("retention.how")}</Table.Th>
              <Table.Th ta="right">{t("retention.foreseen")}</Table.Th>
              <Table.Th ta="right">{t("retention.gone")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {run.counts.map((count) => (
              <Table.Tr key={`${count.rule} ${count.record} ${count.outcome}`}>
                <Table.Td>{count.record}</Table.Td>
                <Table.Td visibleFrom="sm">{t(`retention.outcome.${count.outcome}`)}</Table.Td>
                <Table.Td ta="right">{count.foreseen}</Table.Td>
                <Table.Td ta="right">{count.gone}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Framed>
    </article>
  );
}

function ApproveDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const approve = useApprove();
  const send = () =>
    approve.mutate(
      { run, language: wordsIn(i18n.language) },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("retention.approved") });
          onClose();
        },
      },
    );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("retention.approveTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm">
        <Text size="sm">{t("retention.approveText", { count: run.subjects })}</Text>
        <Text size="sm">{t("retention.approveTwo")}</Text>
        <ProblemAlert error={approve.error} labels={() => undefined} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button color="red" onClick={send} loading={approve.isPending}>
            {t("retention.approve")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Rules() {
  const { t } = useTranslation();
  const rules = useRules();
  return (
    <Section title={t("retention.rules")} text={t("retention.rulesText")}>
      <Loaded query={rules} lines={8}>
        {({ items }) => (
          <Accordion multiple variant="separated" order={3}>
            {items.map((rule) => (
              <Accordion.Item key={rule.rule} value={rule.rule}>
                <Accordion.Control>
                  <Text fw={600} span>
                    {rule.title}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {rule.term}
                  </Text>
                </Accordion.Control>
                <Accordion.Panel>
                  <Text size="sm">
                    {t("retention.source")}: {rule.source}
                  </Text>
                  {rule.continuous && (
                    <Text size="sm" mt={4}>
                      {t("retention.continuous")}
                    </Text>
                  )}
                  <Text size="sm" fw={600} mt="sm">
                    {t("retention.records")}
                  </Text>
                  <ul className={classes.list}>
                    {rule.outcomes.map(({ record, outcome }) => (
                      <li key={`${record} ${outcome}`}>
                        {record}: {t(`retention.outcome.${outcome}`).toLowerCase()}
                      </li>
                    ))}
                  </ul>
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </Loaded>
    </Section>
  );
}
