/** How are invoices printed in one go, and how is it noted that they were? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";

/** The bytes of one file with all of them, in this order; 200 at most. */
export function fetchBatch(ids: string[]): Promise<ArrayBuffer> {
  return answer(
    api.GET("/api/v1/invoices/print", {
      params: { query: { ids: ids.join(",") } },
      parseAs: "arrayBuffer" as const,
    }),
  );
}

/** Notes that they were printed and sent as letters. */
export function useMarkPrinted() {
  const client = useQueryClient();
  return useCommand(
    (invoice_ids: string[], key) =>
      answer(api.POST("/api/v1/invoices/printed", { params: { header: key }, body: { invoice_ids } })),
    {
      onSuccess: () => {
        for (const noun of ["invoices", "dashboard"]) client.invalidateQueries({ queryKey: [noun] });
      },
    },
  );
}
