/** Which reference rates does interest follow? Known ones, own ones, and the next that is to be written. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showPercent } from "@/lib/number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { nextHalfYear } from "./half-years.ts";
import { type ReferenceRate, ratesQuery, useReplaceRate } from "./queries.ts";
import classes from "./reminders.module.css";

/** The section. */
export function Rates() {
  const { t } = useTranslation();
  const query = useQuery(ratesQuery);
  return (
    <Section split title={t("reminders.rates")} text={t("reminders.ratesText")}>
      <Loaded query={query} lines={4}>
        {({ items, addition_bp }) => <List items={items} addition={addition_bp} />}
      </Loaded>
    </Section>
  );
}

function List({ items, addition }: { items: ReferenceRate[]; addition: number }) {
  const { t } = useTranslation();
  const may = useMay();
  const [editing, setEditing] = useState<ReferenceRate | null>(null);
  const newest = items[0];
  const next = newest && { ...newest, starts_on: nextHalfYear(newest.starts_on), version: 0 };
  const writes = may("company_write");
  return (
    <Stack gap="sm">
      {writes && next && editing?.starts_on !== next.starts_on && (
        <div>
          <Button variant="default" onClick={() => setEditing(next)}>
            {t("reminders.addRate", { day: next.starts_on })}
          </Button>
        </div>
      )}
      {editing && next && editing.starts_on === next.starts_on && (
        <Edit rate={editing} onDone={() => setEditing(null)} />
      )}
      <ul className={classes.rates}>
        {items.map((rate) => (
          <li key={rate.starts_on} className={classes.rate}>
            {editing?.starts_on === rate.starts_on ? (
              <Edit rate={rate} onDone={() => setEditing(null)} />
            ) : (
              <>
                <Text size="sm" className="figures" style={{ whiteSpace: "normal" }}>
                  {t("reminders.rateFrom", { day: rate.starts_on })}{" "}
                  <strong>{showPercent(rate.rate_bp)}</strong>{" "}
                  <Text span size="sm" c="dimmed">
                    {t("reminders.withAddition", { sum: showPercent(rate.rate_bp + addition) })}
                  </Text>
                </Text>
                <Group gap="xs">
                  {!rate.checked && (
                    <Badge variant="light" color="orange" className="status" tt="none">
                      {t("reminders.unchecked")}
                    </Badge>
                  )}
                  {writes && (
                    <Button
                      size="xs"
                      variant="subtle"
                      aria-label={t("reminders.changeRateOf", { day: rate.starts_on })}
                      onClick={() => setEditing(rate)}
                    >
                      {t(rate.checked ? "reminders.changeRate" : "reminders.checkRate")}
                    </Button>
                  )}
                </Group>
              </>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function Edit({ rate, onDone }: { rate: ReferenceRate; onDone: () => void }) {
  const { t } = useTranslation();
  const replace = useReplaceRate();
  const [bp, setBp] = useState<number | null>(rate.rate_bp);
  const save = () =>
    bp !== null &&
    replace.mutate(
      { starts_on: rate.starts_on, version: rate.version, rate_bp: bp },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("reminders.rateSaved", { day: rate.starts_on }) });
          onDone();
        },
      },
    );
  const wrong = replace.error?.errors.length ? t("reminders.rateWrong") : undefined;
  return (
    <Stack gap="xs" w="100%">
      <ProblemAlert error={wrong ? null : replace.error} />
      <Group align="flex-end" gap="xs">
        <DecimalInput
          label={t("reminders.rateOf", { day: rate.starts_on })}
          description={t("reminders.rateHint")}
          decimals={2}
          value={bp}
          error={wrong}
          onChange={setBp}
        />
        <Button loading={replace.isPending} onClick={save}>
          {t("common.save")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
