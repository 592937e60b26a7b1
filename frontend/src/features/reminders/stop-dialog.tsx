/** Shall these invoices be left alone, or reminded of again? */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type LateInvoice, useStop } from "./queries.ts";

type Props = { rows: LateInvoice[]; stopped: boolean; onClose: () => void };

/** The dialog. */
export function StopDialog({ rows, stopped, onClose }: Props) {
  const { t } = useTranslation();
  const stop = useStop();
  const [reason, setReason] = useState("");
  const act = async () => {
    try {
      for (const row of rows) await stop.mutateAsync({ row, stopped, reason });
    } catch {
      return;
    }
    showNotification({
      color: "green",
      message: t(stopped ? "reminders.stopped" : "reminders.resumed", { count: rows.length }),
    });
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(stopped ? "reminders.stopTitle" : "reminders.resumeTitle", { count: rows.length })}
    >
      <Stack>
        <ProblemAlert error={stop.error} />
        <Text size="sm">{t(stopped ? "reminders.stopText" : "reminders.resumeText")}</Text>
        {stopped && (
          <TextInput
            data-autofocus
            label={t("reminders.reason")}
            placeholder={t("reminders.reasonExample")}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button loading={stop.isPending} onClick={act}>
            {t(stopped ? "reminders.do.stop" : "reminders.do.resume", { count: rows.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
