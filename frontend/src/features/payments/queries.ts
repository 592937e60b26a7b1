/** What does the app read and change of the bank's files and their payments? */
import { keepPreviousData, type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type PaymentImport = Schema<"PaymentImport">;
export type ImportedPayment = Schema<"ImportedPayment">;
export type ImportedPaymentState = Schema<"ImportedPaymentState">;
export type MatchPayment = Schema<"MatchPayment">;
export type InvoiceItem = Schema<"InvoiceItem">;

const ROOT = "payment-imports";

/** The files that were imported. */
export const importList = listOptions([ROOT, "list"], (after) =>
  answer(api.GET("/api/v1/payment-imports", { params: { query: { after } } })),
);

/** One file. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [ROOT, id],
    queryFn: () =>
      answer(api.GET("/api/v1/payment-imports/{import_id}", { params: { path: { import_id: id } } })),
  });

/** Its payments of one state. */
export const paymentList = (id: string, state: ImportedPaymentState) =>
  listOptions([ROOT, id, "payments", state], (after) =>
    answer(
      api.GET("/api/v1/payment-imports/{import_id}/payments", {
        params: { path: { import_id: id }, query: { state, after } },
      }),
    ),
  );

const FOUND = 50;

/** Invoices that may be paid: of a customer, or by their words. */
export const payableInvoices = (customer_id: string | null, q: string) =>
  queryOptions({
    queryKey: ["invoices", "payable", customer_id, q],
    queryFn: async () => {
      const query = { customer_id: customer_id ?? undefined, q: q || undefined, limit: FOUND };
      const page = await answer(api.GET("/api/v1/invoices", { params: { query } }));
      return page.items.filter(({ status, remaining_ore }) => status !== "draft" && remaining_ore !== 0);
    },
    enabled: customer_id !== null || q !== "",
    placeholderData: keepPreviousData,
  });

function stale(client: QueryClient): Promise<unknown> {
  return client.invalidateQueries({ queryKey: [ROOT] });
}

/** Booked money shows on invoices and in the overview. */
function spread(client: QueryClient): void {
  stale(client);
  for (const noun of ["invoices", "dashboard", "customers"]) client.invalidateQueries({ queryKey: [noun] });
}

/** Brings a file. */
export function useImport() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"ImportPayments">, key) =>
      answer(api.POST("/api/v1/payment-imports", { params: { header: key }, body })),
    { onSuccess: () => stale(client) },
  );
}

type OnePayment = { id: string; version: number };

/** Says what a payment pays. */
export function useMatch() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, body }: OnePayment & { body: MatchPayment }, key) =>
      answer(
        api.POST("/api/v1/imported-payments/{imported_payment_id}/match", {
          params: { path: { imported_payment_id: id }, header: { ...ifMatch(version), ...key } },
          body,
        }),
      ),
    { onSuccess: () => stale(client) },
  );
}

/** Says that a payment is no customer's, or is one after all. */
export function useSetAside() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, set_aside }: OnePayment & { set_aside: boolean }, key) =>
      answer(
        api.POST("/api/v1/imported-payments/{imported_payment_id}/set-aside", {
          params: { path: { imported_payment_id: id }, header: { ...ifMatch(version), ...key } },
          body: { set_aside },
        }),
      ),
    { onSuccess: () => stale(client) },
  );
}

/** Books what is matched, at most as many as the server takes at a time. */
export function useConfirm() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version }: OnePayment, key) =>
      answer(
        api.POST("/api/v1/payment-imports/{import_id}/confirm", {
          params: { path: { import_id: id }, header: { ...ifMatch(version), ...key } },
          body: { imported_payment_ids: null },
        }),
      ),
    { onSettled: () => spread(client) },
  );
}
