/** What does the app read and change of an invoice's money beyond the invoice itself? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";

/** What a customer has paid too much, in öre. */
export const balanceQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ["customers", customer_id, "balance"],
    queryFn: () =>
      answer(api.GET("/api/v1/customers/{customer_id}/balance", { params: { path: { customer_id } } })),
  });

const MOST = 200;

/** A customer's invoices that something is left of. */
export const openInvoices = (customer_id: string) =>
  queryOptions({
    queryKey: ["invoices", "open", customer_id],
    queryFn: async () => {
      const query = { customer_id, sort: "due_on" as const, limit: MOST };
      const page = await answer(api.GET("/api/v1/invoices", { params: { query } }));
      return page.items.filter(({ status, remaining_ore }) => status !== "draft" && remaining_ore !== 0);
    },
  });

/** Takes a payment back. */
export function useRemovePayment() {
  const client = useQueryClient();
  return useCommand(
    ({ id, reason }: { id: string; reason: string }, key) =>
      answer(
        api.POST("/api/v1/payments/{payment_id}/remove", {
          params: { path: { payment_id: id }, header: key },
          body: { reason },
        }),
      ),
    {
      onSuccess: () => {
        for (const noun of ["invoices", "customers", "payment-imports", "dashboard"])
          client.invalidateQueries({ queryKey: [noun] });
      },
    },
  );
}
