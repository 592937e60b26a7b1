/** What did the tax agency decide on a case? Entered by hand. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { kronor } from "./kronor.ts";
import { type Case, useDecide } from "./queries.ts";

/** The dialog. */
export function DecideDialog({ row, onClose }: { row: Case; onClose: () => void }) {
  const { t } = useTranslation();
  const decide = useDecide(row);
  const pending = row.summary.pending_kr;
  const [approved, setApproved] = useState<number | null>(pending > 0 ? pending : row.summary.approved_kr);
  const [day, setDay] = useState<string | null>(today());
  const [note, setNote] = useState("");
  const labels: Record<string, string> = {
    approved_kr: t("claims.approvedKr"),
    decided_on: t("claims.decidedOn"),
    note: t("claims.note"),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (approved === null || !day) return;
    decide.mutate({ approved_kr: approved, decided_on: day, note }, { onSuccess: onClose });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("claims.decideTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={decide.error} labels={(path) => labels[path]} />
          <Text size="sm">
            {pending > 0 ? t("claims.decideText", { sum: kronor(pending) }) : t("claims.decideAgain")}
          </Text>
          <DecimalInput
            label={t("claims.approvedKr")}
            description={t("claims.approvedHint")}
            value={approved}
            onChange={setApproved}
            decimals={0}
            path="approved_kr"
            data-autofocus
          />
          <DayInput
            label={t("claims.decidedOn")}
            value={day}
            onChange={setDay}
            path="decided_on"
            maxDate={today()}
          />
          <TextInput
            label={t("claims.note")}
            maxLength={500}
            data-path="note"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={approved === null || !day} loading={decide.isPending}>
              {t("claims.decideDo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
