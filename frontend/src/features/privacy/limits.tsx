/** Whose data may not be used, and for what? Customers whose data is restricted stand here and in no other list. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showDay, showInstant } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Section } from "@/ui/section.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { LiftDialog } from "./lift-dialog.tsx";
import { type Limit, limitList } from "./limits-queries.ts";
import classes from "./retention.module.css";

/** The tab. */
export function Limits() {
  const { t } = useTranslation();
  const may = useMay();
  const [lifting, setLifting] = useState<Limit>();
  return (
    <Stack gap="md">
      <Section title={t("limits.title")} text={t("limits.text")}>
        <Cards
          holds
          empty={
            <Empty icon={<IconHandStop size={36} />} title={t("limits.empty")} text={t("limits.emptyText")} />
          }
          {...(may("privacy_write") && { onLift: setLifting })}
        />
      </Section>
      <Section title={t("limits.before")}>
        <Cards holds={false} empty={<Text size="sm">{t("limits.noneBefore")}</Text>} />
      </Section>
      {lifting && <LiftDialog limit={lifting} onClose={() => setLifting(undefined)} />}
    </Stack>
  );
}

type CardsProps = { holds: boolean; empty: React.ReactNode; onLift?: (limit: Limit) => void };

function Cards({ holds, empty, onLift }: CardsProps) {
  const { t } = useTranslation();
  const limits = useInfiniteQuery(limitList(holds));
  return (
    <Loaded query={limits} lines={4}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return empty;
        return (
          <Stack gap="sm">
            {items.map((limit) => (
              <Card key={limit.id} limit={limit} {...(onLift && { onLift: () => onLift(limit) })} />
            ))}
            {limits.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={limits.isFetchingNextPage}
                  onClick={() => limits.fetchNextPage()}
                >
                  {t("common.loadMore")}
                </Button>
              </Group>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Card({ limit, onLift }: { limit: Limit; onLift?: () => void }) {
  const { t, i18n } = useTranslation();
  const name = limit.customer_name || t("customers.erased", { number: limit.customer_number });
  const restricts = limit.kind === "restriction";
  return (
    <article className={classes.activity} aria-label={name}>
      <Group justify="space-between" gap="xs" mb="xs" align="flex-start">
        <div>
          <Group gap="xs">
            <TextLink fw={600} to="/kunder/$customerId" params={{ customerId: limit.customer_id }}>
              {name}
            </TextLink>
            <Badge variant="light" color={restricts ? "yellow" : "gray"} className="status" tt="none">
              {t(`limits.kind.${limit.kind}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t("limits.since", { at: showInstant(limit.set_at) })}
          </Text>
        </div>
        {onLift && (
          <Button
            variant="default"
            size="xs"
            aria-label={t(restricts ? "limits.liftOf" : "limits.takeBackOf", { name })}
            onClick={onLift}
          >
            {t(restricts ? "limits.lift" : "limits.takeBack")}
          </Button>
        )}
      </Group>
      <Facts
        facts={[
          ...(limit.ground ? [{ label: t("limits.ground"), value: t(`limits.word.${limit.ground}`) }] : []),
          ...(limit.lifted_at
            ? [
                {
                  label: t("limits.endedOn"),
                  value: `${showInstant(limit.lifted_at)} · ${t(`limits.because.${limit.lifted_because ?? "settled"}`)}`,
                },
              ]
            : []),
          ...(limit.told_on
            ? [{ label: t("limits.toldOn"), value: showDay(limit.told_on, i18n.language) }]
            : []),
        ]}
      />
    </article>
  );
}
