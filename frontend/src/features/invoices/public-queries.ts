/** What does the holder of an invoice's link read and send? */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { speak } from "@/i18n/index.ts";

/** An invoice as its payer sees it. */
export type PublicInvoice = Schema<"PublicInvoice">;
/** A question about it. */
export type Question = Schema<"InvoiceQuestion">;

/** The invoice behind a link; the page speaks its language. */
export const publicInvoiceQuery = (token: string) =>
  queryOptions({
    queryKey: ["public-invoice", token],
    queryFn: async () => {
      const invoice = await answer(
        api.GET("/api/v1/public/invoices/{token}", { params: { path: { token } } }),
      );
      await speak(invoice.language);
      return invoice;
    },
  });

/** Asks the company. */
export function useAsk(token: string) {
  return useCommand((body: Question) =>
    answer(api.POST("/api/v1/public/invoices/{token}/questions", { params: { path: { token } }, body })),
  );
}

/** The address at which the customer sees an invoice. */
export const invoiceLink = (id: string, version: number) =>
  queryOptions({
    queryKey: ["invoices", id, "link", version],
    queryFn: () =>
      answer(api.GET("/api/v1/invoices/{invoice_id}/link", { params: { path: { invoice_id: id } } })),
  });
