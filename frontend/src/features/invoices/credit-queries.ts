/** How is an invoice taken back, or what is left of it given up? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { spread } from "./queries.ts";

export type CreditInvoice = Schema<"CreditInvoice">;
type Versioned = { id: string; version: number };
type Key = { "Idempotency-Key": string };

function credit({ id, version }: Versioned, body: CreditInvoice, key: Key, dry_run?: true) {
  return answer(
    api.POST("/api/v1/invoices/{invoice_id}/credit", {
      params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key }, query: { dry_run } },
      body,
    }),
  );
}

/** What the credit note would come to; nothing is changed. */
export const creditRehearsal = (invoice: Versioned, body: CreditInvoice) =>
  queryOptions({
    // Not under the invoices: once the credit is made they are read anew, and this one would be stale.
    queryKey: ["credit-rehearsal", invoice.id, invoice.version, body],
    queryFn: () =>
      credit(invoice, { ...body, issue: false }, { "Idempotency-Key": crypto.randomUUID() }, true),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Makes the credit note. */
export function useCredit() {
  const client = useQueryClient();
  return useCommand(
    ({ invoice, body }: { invoice: Versioned; body: CreditInvoice }, key) => credit(invoice, body, key),
    {
      onSuccess: (note) => {
        spread(client, note);
        client.invalidateQueries({ queryKey: ["orders"] });
      },
    },
  );
}

/** Gives up what is left. */
export function useWriteOff() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, ...body }: Versioned & Schema<"WriteOffInvoice">, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/write-off", {
          params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key } },
          body,
        }),
      ),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}

/** Takes a write-off back. */
export function useReverseWriteOff() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, settlement }: Versioned & { settlement: string }, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/write-offs/{settlement_id}/reverse", {
          params: {
            path: { invoice_id: id, settlement_id: settlement },
            header: { ...ifMatch(version), ...key },
          },
          body: { reason: "" },
        }),
      ),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}
