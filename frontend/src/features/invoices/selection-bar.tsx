/** What do the ticked invoices come to? */
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import classes from "./invoices.module.css";
import type { InvoiceItem } from "./queries.ts";

/** How many, their sum, and what is left of it to pay; drafts wait for no money. */
export function sumsOf(rows: InvoiceItem[]): { total: number; left: number } {
  return {
    total: rows.reduce((sum, row) => sum + row.total_ore, 0),
    left: rows.reduce((sum, row) => sum + (row.status === "draft" ? 0 : row.remaining_ore), 0),
  };
}

/** In the place of the filters while something is ticked. */
export function SelectionBar({ rows, onClear }: { rows: InvoiceItem[]; onClear: () => void }) {
  const { t } = useTranslation();
  const { total, left } = sumsOf(rows);
  return (
    <Group className={classes.selection} role="status">
      <Text fw={650}>{t("common.selected", { count: rows.length })}</Text>
      <Text size="sm" className="figures">
        {t("invoices.sum")} <strong>{showKr(total)}</strong>
      </Text>
      <Text size="sm" className="figures">
        {t("invoices.leftToPay")} <strong>{showKr(left)}</strong>
      </Text>
      <Button variant="subtle" size="xs" onClick={onClear} ml="auto">
        {t("invoices.untick")}
      </Button>
    </Group>
  );
}
