/** How are many invoices issued, sent or reminded of? What will happen is shown first, then what became of each. */
import { Alert, Stack, Text } from "@mantine/core";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import { showKr } from "@/lib/number.ts";
import { BulkDialog } from "@/ui/bulk-dialog.tsx";
import type { BulkAction } from "./bulk-actions.ts";
import { holdOf } from "./bulk-remind.ts";
import type { InvoiceItem } from "./queries.ts";

type Props = {
  action: BulkAction;
  /** All that are ticked; those that the action doesn't fit are left out, and it is said so. */
  rows: InvoiceItem[];
  onClose: () => void;
};

/** The dialog of one action. */
export function InvoiceBulk({ action, rows, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { key, fits } = action;
  const fitting = rows.filter(fits);
  const left = rows.length - fitting.length;
  const count = fitting.length;
  const words = (problem: ProblemError): string | undefined => {
    if (problem.code === "incomplete") return t("invoices.bulk.incomplete");
    const held = holdOf(problem);
    if (held) return t(`invoices.bulk.hold.${held.hold}`, { day: held.day });
    if (problem.errors.some(({ pointer }) => pointer === "/recipient")) return t("invoices.bulk.noRecipient");
    return undefined;
  };
  return (
    <BulkDialog
      title={t(`invoices.bulk.${key}Title`, { count })}
      rows={fitting}
      rowKey={({ id }) => id}
      rowLabel={({ number, customer_name, title }) =>
        [number ?? title, customer_name].filter(Boolean).join(" · ")
      }
      rowValue={(row) => showKr(action.value(row))}
      act={action.act}
      go={t(`invoices.bulk.${key}Go`, { count })}
      done={t(`invoices.bulk.${key}Done`)}
      words={words}
      onClose={(changed) => {
        if (changed)
          for (const noun of ["invoices", "dashboard", "orders", "reminders"])
            client.invalidateQueries({ queryKey: [noun] });
        onClose();
      }}
    >
      <Stack gap="xs">
        <Text size="sm">
          {t(`invoices.bulk.${key}What`, {
            count,
            sum: showKr(fitting.reduce((sum, row) => sum + action.value(row), 0)),
          })}
        </Text>
        {left > 0 && (
          <Text size="sm" c="dimmed">
            {t(`invoices.bulk.${key}Left`, { count: left })}
          </Text>
        )}
        {key === "issue" && (
          <Alert color="blue" variant="light" icon={<IconLock />} title={t("invoices.finalTitle")}>
            {t("invoices.finalText")}
          </Alert>
        )}
      </Stack>
    </BulkDialog>
  );
}
