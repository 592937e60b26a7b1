/** How do invoices become a table for a spreadsheet? All that fit the filters, or those that are ticked. */
import { useTranslation } from "react-i18next";
import { fetchInvoiceTable, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { LANGUAGES } from "@/i18n/index.ts";
import { today } from "@/lib/date.ts";
import type { InvoiceFilters } from "./queries.ts";

/** So many ids stand in one address. */
const AT_ONCE = 200;

/** A table without its first line, the names of the columns. */
export function withoutHead(table: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(table);
  return bytes.subarray(bytes.indexOf(0x0a) + 1);
}

/** Ids in groups that fit into an address. */
export function grouped(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}

/** Saves the table; of `ids` alone when they are given. */
export function useExport() {
  const { t, i18n } = useTranslation();
  const language = LANGUAGES.find((each) => each === i18n.language) ?? "sv";
  return useCommand(async ({ filters, ids }: { filters: InvoiceFilters; ids?: string[] }) => {
    const parts: BlobPart[] = [];
    if (ids) {
      for (const group of grouped(ids)) {
        const table = await fetchInvoiceTable({ language, sort: filters.sort, ids: group.join(",") });
        parts.push(parts.length === 0 ? table : withoutHead(table));
      }
    } else parts.push(await fetchInvoiceTable({ language, ...filters }));
    saveFile(parts, `${t("invoices.export.file")}-${today()}.csv`, "text/csv;charset=utf-8");
  });
}
