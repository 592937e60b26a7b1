/** Which companies let the operator's staff look now? None that hasn't opened itself. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import IconLifebuoy from "@tabler/icons-react/dist/esm/icons/IconLifebuoy.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showInstant, showTime } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Opening, openings, useEnter } from "./queries.ts";
import classes from "./support.module.css";

/** The page. */
export function OpeningsPage() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(openings);
  const enter = useEnter();
  return (
    <Page title={t("support.openings")} subtitle={t("support.openingsText")} narrow>
      <ProblemAlert error={enter.error} />
      <Loaded query={list} lines={4}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty
                icon={<IconLifebuoy size={36} />}
                title={t("support.noOpenings")}
                text={t("support.noOpeningsText")}
              />
            );
          return (
            <Stack gap="sm">
              {items.map((opening) => (
                <Card
                  key={opening.id}
                  opening={opening}
                  busy={enter.isPending && enter.variables === opening.id}
                  onEnter={() => enter.mutate(opening.id)}
                />
              ))}
              {list.hasNextPage && (
                <Group>
                  <Button
                    variant="default"
                    loading={list.isFetchingNextPage}
                    onClick={() => list.fetchNextPage()}
                  >
                    {t("common.loadMore")}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

type CardProps = { opening: Opening; busy: boolean; onEnter: () => void };

function Card({ opening, busy, onEnter }: CardProps) {
  const { t } = useTranslation();
  const company = opening.company_name;
  return (
    <article className={classes.card} aria-label={company}>
      <div className={classes.opening}>
        <div>
          <Title order={2} size="h4">
            {company}
          </Title>
          <Text mt={4}>{opening.reason}</Text>
        </div>
        <Button loading={busy} aria-label={t("support.enterOf", { company })} onClick={onEnter}>
          {t("support.enter")}
        </Button>
      </div>
      <Facts
        facts={[
          { label: t("support.until"), value: showTime(new Date(opening.expires_at)) },
          { label: t("support.since"), value: showInstant(opening.granted_at) },
        ]}
      />
    </article>
  );
}
