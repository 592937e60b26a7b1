/** What can be picked in a field? Customers, articles and work sites by a few letters. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";

const LIMIT = 20;

/** Customers in use whose words fit. */
export const pickCustomers = (q: string) =>
  queryOptions({
    queryKey: ["customers", "pick", q],
    queryFn: () =>
      answer(
        api.GET("/api/v1/customers", {
          params: { query: { q: q || undefined, limit: LIMIT, archived: false } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** Articles in use whose words fit. */
export const pickArticles = (q: string) =>
  queryOptions({
    queryKey: ["articles", "pick", q],
    queryFn: () =>
      answer(
        api.GET("/api/v1/articles", {
          params: { query: { q: q || undefined, limit: LIMIT, archived: false } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** A customer, for what a document takes over from it. */
export const pickedCustomer = (id: string) =>
  queryOptions({
    queryKey: ["customers", id],
    queryFn: () =>
      answer(api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } } })),
  });

/** The work sites of a customer. */
export const pickWorkSites = (customerId: string) =>
  queryOptions({
    queryKey: ["customers", customerId, "work-sites"],
    queryFn: () =>
      answer(
        api.GET("/api/v1/customers/{customer_id}/work-sites", {
          params: { path: { customer_id: customerId } },
        }),
      ),
  });

/** An order, for its number and name. */
export const pickedOrder = (id: string) =>
  queryOptions({
    queryKey: ["orders", id],
    queryFn: () => answer(api.GET("/api/v1/orders/{order_id}", { params: { path: { order_id: id } } })),
  });

/** The company at work, for what new documents take over from it. */
export const companyQuery = queryOptions({
  queryKey: ["company"],
  queryFn: () => answer(api.GET("/api/v1/company")),
  staleTime: 60_000,
});

const EVERYBODY = 200;

/** Those who work in the company. */
export const pickPeople = queryOptions({
  queryKey: ["users", "pick"],
  queryFn: () =>
    answer(api.GET("/api/v1/users", { params: { query: { status: "active", limit: EVERYBODY } } })),
  staleTime: 60_000,
});
