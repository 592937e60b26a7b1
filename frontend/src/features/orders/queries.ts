/** What does the app read and change of orders? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Order = Schema<"Order">;
export type OrderInput = Schema<"OrderInput">;
export type OrderItem = Schema<"OrderItem">;
export type TimeEntry = Schema<"TimeEntry">;

/** How orders are sorted. */
export type OrderSort = "-number" | "number" | "planned_on";

/** What narrows the list of orders. */
export type OrderFilters = {
  q?: string | undefined;
  status?: Schema<"OrderStatus"> | undefined;
  open?: boolean | undefined;
  to_invoice?: boolean | undefined;
  customer_id?: string | undefined;
  sort?: OrderSort | undefined;
};

/** The list of orders. */
export const orderList = (filters: OrderFilters) =>
  listOptions(["orders", "list", filters], (after) =>
    answer(
      api.GET("/api/v1/orders", { params: { query: { ...filters, after, total: after === undefined } } }),
    ),
  );

/** One order. */
export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ["orders", id], queryFn: () => readOrder(id) });

/** One order as the server has it now. */
export function readOrder(id: string): Promise<Order> {
  return answer(api.GET("/api/v1/orders/{order_id}", { params: { path: { order_id: id } } }));
}

const MANY = 200;

/** Approved time on an order that is charged and on no invoice, oldest first. */
export const uninvoicedTime = (order_id: string) =>
  queryOptions({
    queryKey: ["time-entries", "uninvoiced", order_id],
    queryFn: async () => {
      const found: TimeEntry[] = [];
      let after: string | undefined;
      do {
        const page = await answer(
          api.GET("/api/v1/time-entries", {
            params: { query: { order_id, status: "approved", sort: "worked_on", limit: MANY, after } },
          }),
        );
        found.push(...page.items);
        after = page.next ?? undefined;
      } while (after);
      return found.filter((entry) => entry.billable && entry.invoice_id === null);
    },
    staleTime: 0,
  });

/** What has changed is shown everywhere; the order itself is what the server answered. */
export function spread(client: QueryClient, order: Order): void {
  client.setQueryData(orderQuery(order.id).queryKey, order);
  client.invalidateQueries({ queryKey: ["orders"], predicate: ({ queryKey }) => queryKey[1] !== order.id });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Makes an order. */
export function useCreateOrder() {
  const client = useQueryClient();
  return useCommand(
    (body: OrderInput, key) => answer(api.POST("/api/v1/orders", { params: { header: key }, body })),
    { onSuccess: (order) => spread(client, order) },
  );
}

/** Saves an order that was read in `version`. */
export function replaceOrder(id: string, version: number, body: OrderInput): Promise<Order> {
  return answer(
    api.PUT("/api/v1/orders/{order_id}", {
      params: { path: { order_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** How an order goes on. */
export type Step = "start" | "complete" | "cancel";

/** Starts, completes or cancels an order. */
export function useStep(id: string) {
  const client = useQueryClient();
  return useCommand(
    ({ step, version }: { step: Step; version: number }, key) => {
      const params = { path: { order_id: id }, header: { ...ifMatch(version), ...key } };
      switch (step) {
        case "start":
          return answer(api.POST("/api/v1/orders/{order_id}/start", { params }));
        case "complete":
          return answer(api.POST("/api/v1/orders/{order_id}/complete", { params }));
        case "cancel":
          return answer(api.POST("/api/v1/orders/{order_id}/cancel", { params }));
      }
    },
    {
      onSuccess: (order) => spread(client, order),
      // Somebody was faster: the page shows what is.
      onError: () => client.invalidateQueries({ queryKey: orderQuery(id).queryKey }),
    },
  );
}

export type Instalment = Schema<"OrderInstalment">;

/** Agrees on what of an order is invoiced on its own. */
export function usePlan(id: string) {
  const client = useQueryClient();
  return useCommand(
    ({ version, instalments }: { version: number; instalments: Schema<"InstalmentInput">[] }) =>
      answer(
        api.PUT("/api/v1/orders/{order_id}/instalments", {
          params: { path: { order_id: id }, header: ifMatch(version) },
          body: { instalments },
        }),
      ),
    {
      onSuccess: (order) => {
        spread(client, order);
        client.invalidateQueries({ queryKey: ["invoices", "basis"] });
      },
    },
  );
}

/** Begins an invoice of an order. */
export function useInvoiceOrder() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"InvoiceFromOrder">, key) =>
      answer(api.POST("/api/v1/invoices/from-order", { params: { header: key }, body })),
    {
      onSuccess: (invoice) => {
        client.setQueryData(["invoices", invoice.id], invoice);
        for (const noun of ["orders", "invoices", "time-entries", "dashboard"])
          client.invalidateQueries({
            queryKey: [noun],
            predicate: ({ queryKey }) => queryKey[1] !== invoice.id,
          });
      },
    },
  );
}
