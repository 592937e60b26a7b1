/** What does the app read and change of invoices? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Invoice = Schema<"Invoice">;
export type InvoiceInput = Schema<"InvoiceInput">;
export type InvoiceItem = Schema<"InvoiceItem">;

/** What the tax agency pays of it, for its sums; null when nothing is. */
export function deductedOf({ deduction, deducted_ore }: Pick<Invoice, "deduction" | "deducted_ore">) {
  return deduction === "none" || deducted_ore === 0 ? null : { kind: deduction, ore: deducted_ore };
}

/** How invoices are sorted. */
export type InvoiceSort = "-number" | "number" | "-issued_on" | "due_on" | "-total_ore";

/** What narrows the list of invoices. */
export type InvoiceFilters = {
  q?: string;
  status?: Schema<"InvoiceStatus">;
  overdue?: boolean;
  open?: boolean;
  sent?: boolean;
  age?: Schema<"LedgerAge">;
  issued_from?: string;
  issued_to?: string;
  customer_id?: string;
  order_id?: string;
  sort?: InvoiceSort;
};

/** The list of invoices. */
export const invoiceList = (filters: InvoiceFilters) =>
  listOptions(["invoices", "list", filters], (after) =>
    answer(
      api.GET("/api/v1/invoices", {
        params: { query: { ...filters, after, total: after === undefined } },
      }),
    ),
  );

/** What is left to pay, by age; of all customers or one. */
export const ageingQuery = (customer_id: string | undefined) =>
  queryOptions({
    queryKey: ["invoices", "ageing", customer_id],
    queryFn: () => answer(api.GET("/api/v1/invoice-ageing", { params: { query: { customer_id } } })),
  });

const MAIL_MILLIS = 3000;

/** One invoice. Read again while a letter or an e-invoice of it is on its way. */
export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ["invoices", id],
    queryFn: () => readInvoice(id),
    refetchInterval: ({ state }) =>
      [...(state.data?.mails ?? []), ...(state.data?.e_invoices ?? [])].some(
        ({ state: at }) => at === "queued",
      )
        ? MAIL_MILLIS
        : false,
  });

/** One invoice as the server has it now. */
export function readInvoice(id: string): Promise<Invoice> {
  return answer(api.GET("/api/v1/invoices/{invoice_id}", { params: { path: { invoice_id: id } } }));
}

/** What waits for money, as the overview counts it. */
export const figuresQuery = queryOptions({
  queryKey: ["dashboard"],
  queryFn: () => answer(api.GET("/api/v1/dashboard")),
});

/** What has changed is shown everywhere; the invoice itself is what the server answered. */
export function spread(client: QueryClient, invoice: Invoice): void {
  client.setQueryData(invoiceQuery(invoice.id).queryKey, invoice);
  stale(client, invoice.id);
  if (invoice.order_id || invoice.orders.length > 0) client.invalidateQueries({ queryKey: ["orders"] });
}

function stale(client: QueryClient, but: string): void {
  client.invalidateQueries({ queryKey: ["invoices"], predicate: ({ queryKey }) => queryKey[1] !== but });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Saves a draft that was read in `version`. */
export function replaceInvoice(id: string, version: number, body: InvoiceInput): Promise<Invoice> {
  return answer(
    api.PUT("/api/v1/invoices/{invoice_id}", {
      params: { path: { invoice_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** Begins an invoice. */
export function useCreateInvoice() {
  const client = useQueryClient();
  return useCommand(
    (body: InvoiceInput, key) => answer(api.POST("/api/v1/invoices", { params: { header: key }, body })),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}

/** Begins an invoice of what an order has left. */
export function useInvoiceOrder() {
  const client = useQueryClient();
  return useCommand(
    (order_id: string, key) =>
      answer(api.POST("/api/v1/invoices/from-order", { params: { header: key }, body: { order_id } })),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}

/** Throws a draft away. */
export function useDeleteDraft() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version }: { id: string; version: number }) =>
      answer(
        api.DELETE("/api/v1/invoices/{invoice_id}", {
          params: { path: { invoice_id: id }, header: ifMatch(version) },
        }),
      ),
    {
      onSuccess: (_, { id }) => {
        stale(client, id);
        client.invalidateQueries({ queryKey: ["orders"] });
      },
    },
  );
}

type Versioned = { id: string; version: number };

/** A draft to issue; a cash invoice says how it is paid. */
type ToIssue = Versioned & { paid_by?: Schema<"PaymentMethod"> | null };

function issue({ id, version, paid_by }: ToIssue, key: { "Idempotency-Key": string }, dry_run?: true) {
  return answer(
    api.POST("/api/v1/invoices/{invoice_id}/issue", {
      params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key }, query: { dry_run } },
      body: { paid_by: paid_by ?? null },
    }),
  );
}

/** What issuing would give; nothing is changed. */
export const rehearsalQuery = ({ id, version, paid_by }: ToIssue) =>
  queryOptions({
    queryKey: ["invoices", id, "rehearsal", version, paid_by ?? null],
    queryFn: () => issue({ id, version, paid_by }, { "Idempotency-Key": crypto.randomUUID() }, true),
    // Another invoice may have taken the number since.
    staleTime: 0,
    gcTime: 0,
  });

/** Gives a draft its number for good. */
export function useIssue() {
  const client = useQueryClient();
  return useCommand((draft: ToIssue, key) => issue(draft, key), {
    onSuccess: (invoice) => spread(client, invoice),
  });
}

/** Sends an issued invoice by mail. */
export function useSend() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, letter }: Versioned & { letter: Schema<"SendInvoice"> }, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/send", {
          params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key } },
          body: letter,
        }),
      ),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}

/** Notes money that came in. */
export function useRegisterPayment() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, payment }: Versioned & { payment: Schema<"PaymentInput"> }, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/payments", {
          params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key } },
          body: payment,
        }),
      ),
    { onSuccess: (invoice) => spread(client, invoice) },
  );
}
