/** Which fiscal years are there, and until when are the books closed? */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { onlyTakesTheDay } from "./only-day.ts";
import { type FiscalYear, useCreateYear, useLockPeriod, yearsQuery } from "./queries.ts";
import { YearDialog } from "./year-dialog.tsx";

/** The tab. */
export function Years() {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(yearsQuery);
  const [changing, setChanging] = useState<{ year: FiscalYear; first: boolean } | null>(null);
  return (
    <Stack gap="lg">
      <Section title={t("bookkeeping.tab.years")} text={t("bookkeeping.noYears")}>
        <Loaded query={query} lines={2}>
          {({ items }) => (
            <Stack gap="xs">
              {items.map((year, place) => (
                <Group key={year.id} gap="sm">
                  <Text>
                    <strong>
                      {year.starts_on} – {year.ends_on}
                    </strong>{" "}
                    · {t("bookkeeping.count", { count: year.voucher_count })} ·{" "}
                    {year.locked_through
                      ? t("bookkeeping.closedThrough", { day: year.locked_through })
                      : t("bookkeeping.open")}
                  </Text>
                  {may("bookkeeping_write") && (
                    <Button
                      variant="subtle"
                      size="compact-md"
                      mih={44}
                      aria-label={t("bookkeeping.year.named", { from: year.starts_on, to: year.ends_on })}
                      onClick={() => setChanging({ year, first: place === 0 })}
                    >
                      {t("bookkeeping.year.change")}
                    </Button>
                  )}
                </Group>
              ))}
            </Stack>
          )}
        </Loaded>
      </Section>
      {changing && <YearDialog {...changing} onClose={() => setChanging(null)} />}
      {may("bookkeeping_write") && <Lock />}
      {may("bookkeeping_write") && <Add />}
    </Stack>
  );
}

function Lock() {
  const { t } = useTranslation();
  const lock = useLockPeriod();
  const [through, setThrough] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!through) return;
    lock.mutate(
      { through, reason },
      { onSuccess: () => showNotification({ message: t("bookkeeping.locked", { day: through }) }) },
    );
  };
  return (
    <Section title={t("bookkeeping.lockTitle")} text={t("bookkeeping.lockText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert
            error={lock.error}
            labels={(path) => (path === "reason" ? t("bookkeeping.reason") : t("bookkeeping.through"))}
          />
          <Group align="flex-end" gap="sm">
            <DayInput
              label={t("bookkeeping.through")}
              value={through}
              onChange={setThrough}
              onKeyDown={onlyTakesTheDay}
            />
            <TextInput
              label={t("bookkeeping.reason")}
              value={reason}
              maxLength={400}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            <Button type="submit" loading={lock.isPending} disabled={!through}>
              {t("bookkeeping.lock")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Add() {
  const { t } = useTranslation();
  const create = useCreateYear();
  const [starts_on, setStart] = useState<string | null>(null);
  const [ends_on, setEnd] = useState<string | null>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (starts_on && ends_on) create.mutate({ starts_on, ends_on });
  };
  return (
    <Section title={t("bookkeeping.addYear")}>
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert
            error={create.error}
            labels={(path) => (path === "ends_on" ? t("bookkeeping.lastDay") : t("bookkeeping.firstDay"))}
          />
          <Group align="flex-end" gap="sm">
            <DayInput label={t("bookkeeping.firstDay")} value={starts_on} onChange={setStart} />
            <DayInput label={t("bookkeeping.lastDay")} value={ends_on} onChange={setEnd} />
            <Button
              type="submit"
              variant="default"
              loading={create.isPending}
              disabled={!starts_on || !ends_on}
            >
              {t("bookkeeping.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
