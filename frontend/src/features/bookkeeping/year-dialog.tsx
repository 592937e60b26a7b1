/** How does a fiscal year get other days? The first one its first day too. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type FiscalYear, useReplaceYear, yearsQuery } from "./queries.ts";

type Props = { year: FiscalYear; first: boolean; onClose: () => void };

/** The dialog. */
export function YearDialog({ year, first, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceYear();
  const [starts_on, setStart] = useState<string | null>(year.starts_on);
  const [ends_on, setEnd] = useState<string | null>(year.ends_on);
  const errors = replace.error ? formErrors(t, replace.error.errors) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!starts_on || !ends_on) return;
    replace.mutate(
      { year, body: { starts_on, ends_on } },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("bookkeeping.year.changed") });
          onClose();
        },
        onError: (problem) => isProblem(problem, "stale") && client.invalidateQueries(yearsQuery),
      },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={t("bookkeeping.year.changeTitle")} closeOnClickOutside={false}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{t("bookkeeping.year.changeText")}</Text>
          <ProblemAlert error={replace.error?.errors.length ? null : replace.error} />
          <DayInput
            label={t("bookkeeping.firstDay")}
            path="starts_on"
            value={starts_on}
            disabled={!first}
            error={errors.starts_on}
            onChange={setStart}
          />
          <DayInput
            label={t("bookkeeping.lastDay")}
            path="ends_on"
            data-autofocus
            value={ends_on}
            error={errors.ends_on}
            onChange={setEnd}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={replace.isPending} disabled={!starts_on || !ends_on}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
