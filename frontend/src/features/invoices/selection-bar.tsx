/** What do the ticked invoices come to, and what can be done to all of them? */
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { InvoiceBulk } from "./bulk.tsx";
import { BULK_ACTIONS, type BulkAction } from "./bulk-actions.ts";
import { useExport } from "./export.ts";
import classes from "./invoices.module.css";
import { PrintDialog, printable } from "./print-dialog.tsx";
import type { InvoiceFilters, InvoiceItem } from "./queries.ts";

/** How many, their sum, and what is left of it to pay; drafts wait for no money. */
export function sumsOf(rows: InvoiceItem[]): { total: number; left: number } {
  return {
    total: rows.reduce((sum, row) => sum + row.total_ore, 0),
    left: rows.reduce((sum, row) => sum + (row.status === "draft" ? 0 : row.remaining_ore), 0),
  };
}

type Props = {
  rows: InvoiceItem[];
  filters: InvoiceFilters;
  onClear: () => void;
  /** Ticks all that fit the filter, also those that aren't shown yet; absent when all are ticked. */
  all: { count: number; busy: boolean; tick: () => void } | undefined;
};

/** In the place of the filters while something is ticked. */
export function SelectionBar({ rows, filters, onClear, all }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<{ action: BulkAction; rows: InvoiceItem[] } | null>(null);
  const [printing, setPrinting] = useState<InvoiceItem[] | null>(null);
  const table = useExport();
  const { total, left } = sumsOf(rows);
  return (
    <>
      <Group className={classes.selection}>
        <Group role="status" gap="4px 20px">
          <Text fw={650}>{t("common.selected", { count: rows.length })}</Text>
          <Text size="sm" className="figures">
            {t("invoices.sum")} <strong>{showKr(total)}</strong>
          </Text>
          <Text size="sm" className="figures">
            {t("invoices.leftToPay")} <strong>{showKr(left)}</strong>
          </Text>
        </Group>
        {all && (
          <Button variant="subtle" size="xs" loading={all.busy} onClick={all.tick}>
            {t("common.bulk.all", { count: all.count })}
          </Button>
        )}
        <Group gap="xs" ml="auto">
          {BULK_ACTIONS.filter(({ needs, fits }) => may(needs) && rows.some(fits)).map((action) => (
            <Button key={action.key} size="xs" onClick={() => setOpen({ action, rows })}>
              {t(`invoices.bulk.${action.key}`, { count: rows.filter(action.fits).length })}
            </Button>
          ))}
          {may("documents_export") && rows.some(printable) && (
            <Button variant="default" size="xs" onClick={() => setPrinting(rows)}>
              {t("invoices.print.some", { count: rows.filter(printable).length })}
            </Button>
          )}
          {may("documents_export") && (
            <Button
              variant="default"
              size="xs"
              loading={table.isPending}
              onClick={() => table.mutate({ filters, ids: rows.map(({ id }) => id) })}
            >
              {t("invoices.export.some", { count: rows.length })}
            </Button>
          )}
          <Button variant="subtle" size="xs" onClick={onClear}>
            {t("invoices.untick")}
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={table.error} />
      {printing && (
        <PrintDialog
          rows={printing}
          onClose={() => {
            setPrinting(null);
            onClear();
          }}
        />
      )}
      {open && (
        <InvoiceBulk
          {...open}
          onClose={() => {
            setOpen(null);
            onClear();
          }}
        />
      )}
    </>
  );
}
