/** How do invoices become letters? First the file for the printer; then, once they are printed, that is noted. */
import { Alert, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconMailCheck from "@tabler/icons-react/dist/esm/icons/IconMailCheck.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { useMay } from "@/app/session.ts";
import { today } from "@/lib/date.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { grouped } from "./export.ts";
import { fetchBatch, useMarkPrinted } from "./print-queries.ts";
import type { InvoiceItem } from "./queries.ts";

/** Those that can be printed: what is a draft says so on paper and is no invoice. */
export const printable = ({ status }: InvoiceItem): boolean => status !== "draft";

/** The dialog; `rows` may hold what can't be printed or was sent already. */
export function PrintDialog({ rows, onClose }: { rows: InvoiceItem[]; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const issued = rows.filter(printable);
  const unsent = issued.filter(({ sent_at }) => sent_at === null);
  const sent = issued.length - unsent.length;
  const [all, setAll] = useState(unsent.length === 0);
  const chosen = all ? issued : unsent;
  const [printed, setPrinted] = useState<string[]>([]);
  const mark = useMarkPrinted();
  const print = useCommand(async (ids: string[]) => {
    for (const [index, group] of grouped(ids).entries()) {
      const part = index === 0 ? "" : `-${index + 1}`;
      saveFile(
        await fetchBatch(group),
        `${t("invoices.print.file")}-${today()}${part}.pdf`,
        "application/pdf",
      );
    }
    return ids;
  });
  const note = async () => {
    for (const group of grouped(printed)) await mark.mutateAsync(group);
    showNotification({ color: "green", message: t("invoices.print.marked", { count: printed.length }) });
    onClose();
  };
  const ids = chosen.map(({ id }) => id);
  const ready = printed.length > 0;
  return (
    <Dialog opened onClose={onClose} title={t("invoices.print.title", { count: chosen.length })} size="lg">
      <Stack gap="md">
        <Text size="sm">{t("invoices.print.what", { count: chosen.length })}</Text>
        {sent > 0 && (
          <Checkbox
            label={t("invoices.print.also", { count: sent })}
            checked={all}
            disabled={unsent.length === 0 || ready}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        )}
        {rows.length > issued.length && (
          <Text size="sm" c="dimmed">
            {t("invoices.print.left", { count: rows.length - issued.length })}
          </Text>
        )}
        <List
          size="sm"
          mah="35vh"
          style={{ overflowY: "auto" }}
          tabIndex={0}
          aria-label={t("invoices.title")}
        >
          {chosen.map((row) => (
            <List.Item key={row.id}>
              {row.number} · {row.customer_name}
            </List.Item>
          ))}
        </List>
        {ready && (
          <Alert color="blue" variant="light" icon={<IconMailCheck />} role="status">
            {t("invoices.print.ready")}
          </Alert>
        )}
        <ProblemAlert error={print.error ?? mark.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(ready ? "common.close" : "common.cancel")}
          </Button>
          <Button
            variant={ready ? "default" : "filled"}
            leftSection={<IconPrinter size={16} aria-hidden />}
            loading={print.isPending}
            onClick={() => print.mutate(ids, { onSuccess: setPrinted })}
          >
            {t("invoices.print.go")}
          </Button>
          {ready && may("invoices_write") && (
            <Button loading={mark.isPending} onClick={note}>
              {t("invoices.print.mark")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
