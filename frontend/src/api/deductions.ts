/** What do several features read of tax deductions? */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";

/** Rates and ceilings by the day of payment. */
export const deductionRules = queryOptions({
  queryKey: ["deductions", "rules"],
  queryFn: () => answer(api.GET("/api/v1/deduction-rules")),
  staleTime: 600_000,
});

/** The people of a customer who can have a tax deduction. */
export const householdQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ["customers", customer_id, "household"],
    queryFn: () =>
      answer(api.GET("/api/v1/customers/{customer_id}/household", { params: { path: { customer_id } } })),
  });

/** A document that may ask for a deduction. */
export type Asking = { offer_id: string } | { order_id: string } | { invoice_id: string };

/** What would be deducted from a saved document; `version` says when it has to be counted anew. */
export const deductionPreview = (of: Asking, customer_id: string, version: number) =>
  queryOptions({
    queryKey: ["customers", customer_id, "deduction", of, version],
    queryFn: () => answer(api.GET("/api/v1/deduction-preview", { params: { query: of } })),
    placeholderData: keepPreviousData,
    // People and home are entered elsewhere.
    staleTime: 0,
  });
