/** What does the app read and change of orders? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Order = Schema<"Order">;
export type OrderInput = Schema<"OrderInput">;
export type OrderItem = Schema<"OrderItem">;

/** How orders are sorted. */
export type OrderSort = "-number" | "number" | "planned_on";

/** What narrows the list of orders. */
export type OrderFilters = {
  q?: string;
  status?: Schema<"OrderStatus">;
  open?: boolean;
  customer_id?: string;
  sort?: OrderSort;
};

/** The list of orders. */
export const orderList = (filters: OrderFilters) =>
  listOptions(["orders", "list", filters], (after) =>
    answer(
      api.GET("/api/v1/orders", { params: { query: { ...filters, after, total: after === undefined } } }),
    ),
  );

/** One order as the server has it now. */
export function readOrder(id: string): Promise<Order> {
  return answer(api.GET("/api/v1/orders/{order_id}", { params: { path: { order_id: id } } }));
}

/** One order. */
export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ["orders", id], queryFn: () => readOrder(id) });

/** Time on an order that is approved and not invoiced. */
export const readyTime = (orderId: string) =>
  queryOptions({
    queryKey: ["time-entries", "ready", orderId],
    queryFn: () =>
      answer(
        api.GET("/api/v1/time-entries", {
          params: { query: { order_id: orderId, status: "approved", limit: 200, sort: "worked_on" } },
        }),
      ),
  });

/** The people who can be given an order. */
export const peopleQuery = queryOptions({
  queryKey: ["users", "pick"],
  queryFn: () => answer(api.GET("/api/v1/users", { params: { query: { limit: 200, status: "active" } } })),
  staleTime: 60_000,
});

function spread(client: QueryClient, order: Order): void {
  client.setQueryData(orderQuery(order.id).queryKey, order);
  client.invalidateQueries({ queryKey: ["orders"], predicate: ({ queryKey }) => queryKey[1] !== order.id });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Begins an order. */
export function useCreateOrder() {
  const client = useQueryClient();
  return useCommand(
    (body: OrderInput, key) => answer(api.POST("/api/v1/orders", { params: { header: key }, body })),
    { onSuccess: (order) => spread(client, order) },
  );
}

/** Replaces the content of an order that was read in `version`. */
export function useReplaceOrder(id: string) {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number; body: OrderInput }) =>
      answer(
        api.PUT("/api/v1/orders/{order_id}", {
          params: { path: { order_id: id }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: (order) => spread(client, order) },
  );
}

/** A step in the life of an order. */
export type Step = "start" | "complete" | "cancel";

/** Takes an order a step on. */
export function useStep(order: Order) {
  const client = useQueryClient();
  return useCommand(
    (step: Step, key) => {
      const params = { path: { order_id: order.id }, header: { ...ifMatch(order.version), ...key } };
      const calls = {
        start: () => api.POST("/api/v1/orders/{order_id}/start", { params }),
        complete: () => api.POST("/api/v1/orders/{order_id}/complete", { params }),
        cancel: () => api.POST("/api/v1/orders/{order_id}/cancel", { params }),
      };
      return answer(calls[step]());
    },
    { onSuccess: (changed) => spread(client, changed) },
  );
}

/** Makes a draft invoice of what is ready. */
export function useInvoiceOrder() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"InvoiceFromOrder">, key) =>
      answer(api.POST("/api/v1/invoices/from-order", { params: { header: key }, body })),
    {
      onSuccess: (invoice) => {
        client.setQueryData(["invoices", invoice.id], invoice);
        for (const key of ["orders", "invoices", "time-entries", "dashboard"])
          client.invalidateQueries({ queryKey: [key] });
      },
    },
  );
}
