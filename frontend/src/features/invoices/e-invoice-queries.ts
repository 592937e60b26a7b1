/** What does the app ask of e-invoices? What hinders an invoice, and to send it. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { type Invoice, spread } from "./queries.ts";

export type Check = Schema<"InvoiceCheck">;

/** What hinders an invoice from being an e-invoice; asked again with each of its versions, and when one comes back. */
export const checkQuery = ({ id, version }: Pick<Invoice, "id" | "version">) =>
  queryOptions({
    queryKey: ["invoices", id, "check", version],
    queryFn: () =>
      answer(api.GET("/api/v1/invoices/{invoice_id}/check", { params: { path: { invoice_id: id } } })),
    // Company and customer are mended on other pages.
    staleTime: 0,
    placeholderData: (before) => before,
  });

/** Sends an issued invoice to the customer's Peppol id. */
export function useSendEInvoice() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version }: Pick<Invoice, "id" | "version">, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/send", {
          params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key } },
          body: { channel: "e_invoice", recipient: "", message: "" },
        }),
      ),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}
