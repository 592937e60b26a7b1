/** What goes to the debt collector? A file; from then on the company itself doesn't remind of these invoices. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type LateInvoice, useHandOver } from "./queries.ts";

const download = (name: string, content: string) => saveFile(content, name, "text/csv;charset=utf-8");

/** The dialog. */
export function HandOverDialog({ rows, onClose }: { rows: LateInvoice[]; onClose: () => void }) {
  const { t } = useTranslation();
  const handOver = useHandOver();
  const file = handOver.data;
  const sum = rows.reduce((all, row) => all + row.open_ore, 0);
  const act = () =>
    handOver.mutate(
      rows.map((row) => row.invoice_id),
      { onSuccess: ({ file_name, content }) => download(file_name, content) },
    );
  return (
    <Dialog opened onClose={onClose} title={t("reminders.handOverTitle", { count: rows.length })}>
      <Stack>
        <ProblemAlert error={handOver.error} />
        {file ? (
          <Alert color="green" variant="light" role="status">
            {t("reminders.handedOver", { name: file.file_name })}
          </Alert>
        ) : (
          <Text size="sm">{t("reminders.handOverText", { count: rows.length, sum: showKr(sum) })}</Text>
        )}
        <Group justify="flex-end">
          {file && (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download(file.file_name, file.content)}
            >
              {t("reminders.downloadAgain")}
            </Button>
          )}
          <Button variant={file ? "filled" : "default"} onClick={onClose}>
            {t(file ? "common.close" : "common.cancel")}
          </Button>
          {!file && (
            <Button loading={handOver.isPending} onClick={act}>
              {t("reminders.makeFile")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
