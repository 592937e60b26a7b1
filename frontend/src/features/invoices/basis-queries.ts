/** What does the app read of the invoice basis, and what does it make of it? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type BasisFilters = { customer_id?: string; order_id?: string; all?: boolean };

/** What is ready to be invoiced. */
export const basisList = (filters: BasisFilters) =>
  listOptions(["invoices", "basis", filters], (after) =>
    answer(api.GET("/api/v1/invoices/basis", { params: { query: { ...filters, after } } })),
  );

/** Makes drafts of what is picked. */
export function useInvoiceBasis() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"InvoicesFromBasis">, key) =>
      answer(api.POST("/api/v1/invoices/from-basis", { params: { header: key }, body })),
    {
      onSuccess: () => {
        for (const noun of ["invoices", "orders", "time-entries", "dashboard"])
          client.invalidateQueries({ queryKey: [noun] });
      },
    },
  );
}
