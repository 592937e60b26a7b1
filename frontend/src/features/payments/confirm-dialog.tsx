/** What will be booked? How many payments; then how far it has come, and what no longer fitted. */
import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type PaymentImport, useConfirm } from "./queries.ts";

/** The dialog. */
export function ConfirmDialog({ file, onClose }: { file: PaymentImport; onClose: () => void }) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const [all] = useState(file.counts.matched);
  const [done, setDone] = useState(0);
  const [busy, setBusy] = useState(false);

  const run = async () => {
    setBusy(true);
    let { id, version } = file;
    let [booked, changed] = [0, 0];
    try {
      for (let left = all; left > 0; ) {
        const result = await confirm.mutateAsync({ id, version });
        ({ id, version } = result.import);
        left = result.import.counts.matched;
        booked += result.booked_count;
        changed += result.changed_count;
        setDone(all - left);
      }
      notifications.show({
        color: changed > 0 ? "yellow" : "green",
        message:
          changed > 0
            ? t("payments.bookedSome", { count: booked, changed })
            : t("payments.booked", { count: booked }),
      });
      onClose();
    } catch {
      // The dialog shows why.
      setBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={busy ? () => {} : onClose}
      title={t("payments.bookTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm">
        <ProblemAlert error={confirm.error} />
        <Text>{t("payments.bookText", { count: all })}</Text>
        {busy && <Progress value={all > 0 ? (100 * done) / all : 0} aria-label={t("payments.progress")} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button data-autofocus loading={busy} onClick={run}>
            {t("payments.book", { count: all })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
