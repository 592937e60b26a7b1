/** What does the app read of the customer ledger? */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";

export type CustomerLedger = Schema<"CustomerLedger">;
export type LedgerCustomer = Schema<"LedgerCustomer">;
export type LedgerSums = Schema<"LedgerSums">;
export type AccountStatement = Schema<"AccountStatement">;
export type StatementRow = Schema<"StatementRow">;

/** The ledger on a day, a page at a time. */
export const ledgerQuery = (as_of: string) =>
  infiniteQueryOptions({
    queryKey: ["invoices", "ledger", as_of],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/v1/customer-ledger", { params: { query: { as_of, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What of a customer's invoices was left on a day. */
export const itemList = (customer_id: string, as_of: string) =>
  listOptions(["invoices", "ledger", as_of, customer_id], (after) =>
    answer(
      api.GET("/api/v1/customer-ledger/{customer_id}/items", {
        params: { path: { customer_id }, query: { as_of, after } },
      }),
    ),
  );

/** What happened on a customer's account in a period. */
export const statementQuery = (customer_id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["invoices", "statement", customer_id, from, to],
    queryFn: () =>
      answer(
        api.GET("/api/v1/customer-ledger/{customer_id}/statement", {
          params: { path: { customer_id }, query: { from, to } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
