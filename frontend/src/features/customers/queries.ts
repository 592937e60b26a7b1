/** What does the app read and change of customers? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { householdQuery } from "@/api/deductions.ts";
import { listOptions } from "@/api/list.ts";
import { pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { useCommand } from "@/api/use-command.ts";

export type Customer = Schema<"Customer">;
export type CustomerInput = Schema<"CustomerInput">;
export type WorkSite = Schema<"WorkSite">;
export type WorkSiteInput = Schema<"WorkSiteInput">;

/** What narrows the list of customers. */
export type CustomerFilters = {
  q?: string;
  kind?: Schema<"CustomerKind">;
  archived?: boolean;
  sort?: "name" | "-name" | "number" | "-number";
};

/** The list of customers. */
export const customerList = ({ q, kind, archived = false, sort }: CustomerFilters) =>
  listOptions(["customers", "list", { q, kind, archived, sort }], (after) =>
    answer(
      api.GET("/api/v1/customers", {
        params: { query: { q, kind, archived, sort, after, total: after === undefined } },
      }),
    ),
  );

/** One customer, under the key of the pickers. */
export const customerQuery = pickedCustomer;

/** A customer's work sites, under the key of the pickers. */
export const workSitesQuery = pickWorkSites;

const FEW = 5;

/** A customer's latest offers. */
export const latestOffers = (customer_id: string) =>
  queryOptions({
    queryKey: ["offers", "latest", { customer_id }],
    queryFn: () =>
      answer(api.GET("/api/v1/offers", { params: { query: { customer_id, limit: FEW, total: true } } })),
  });

/** A customer's latest orders. */
export const latestOrders = (customer_id: string) =>
  queryOptions({
    queryKey: ["orders", "latest", { customer_id }],
    queryFn: () =>
      answer(api.GET("/api/v1/orders", { params: { query: { customer_id, limit: FEW, total: true } } })),
  });

/** A customer's latest invoices. */
export const latestInvoices = (customer_id: string) =>
  queryOptions({
    queryKey: ["invoices", "latest", { customer_id }],
    queryFn: () =>
      answer(api.GET("/api/v1/invoices", { params: { query: { customer_id, limit: FEW, total: true } } })),
  });

function useKeepCustomer() {
  const client = useQueryClient();
  return (customer: Customer) => {
    client.setQueryData(customerQuery(customer.id).queryKey, customer);
    client.invalidateQueries({
      queryKey: ["customers"],
      predicate: ({ queryKey }) => queryKey[1] !== customer.id,
    });
    client.invalidateQueries({ queryKey: ["dashboard"] });
  };
}

/** Adds a customer. */
export function useCreateCustomer() {
  return useCommand(
    (body: CustomerInput, key) => answer(api.POST("/api/v1/customers", { params: { header: key }, body })),
    { onSuccess: useKeepCustomer() },
  );
}

/** Changes a customer's details. */
export function useReplaceCustomer(customer_id: string) {
  return useCommand(
    ({ version, body }: { version: number; body: CustomerInput }) =>
      answer(
        api.PUT("/api/v1/customers/{customer_id}", {
          params: { path: { customer_id }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: useKeepCustomer() },
  );
}

/** Puts a customer away, or takes it out again. */
export function useArchiveCustomer() {
  return useCommand(
    ({ customer, archived }: { customer: Pick<Customer, "id" | "version">; archived: boolean }, key) =>
      answer(
        api.POST("/api/v1/customers/{customer_id}/archive", {
          params: { path: { customer_id: customer.id }, header: { ...ifMatch(customer.version), ...key } },
          body: { archived },
        }),
      ),
    { onSuccess: useKeepCustomer() },
  );
}

/** Replaces the people who can have a tax deduction. */
export function useReplaceHousehold(customer_id: string) {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number; body: Schema<"HouseholdInput"> }) =>
      answer(
        api.PUT("/api/v1/customers/{customer_id}/household", {
          params: { path: { customer_id }, header: ifMatch(version) },
          body,
        }),
      ),
    {
      onSuccess: (household) => {
        client.setQueryData(householdQuery(customer_id).queryKey, household);
        client.invalidateQueries({ queryKey: ["customers", customer_id, "deduction"] });
      },
    },
  );
}

/** Shows a whole number. It is kept nowhere but in what asked for it. */
export function useReveal() {
  return useCommand(
    ({ member_id, purpose }: { member_id: string; purpose: Schema<"RevealPurpose"> }, key) =>
      answer(
        api.POST("/api/v1/household-members/{member_id}/identity-number", {
          params: { path: { member_id }, header: key },
          body: { purpose },
        }),
      ),
    // What was shown is remembered nowhere.
    { gcTime: 0 },
  );
}

/** Finds whose a number is. */
export function useFindMembers() {
  return useCommand(
    (identity_number: string, key) =>
      answer(
        api.POST("/api/v1/household-members/find", { params: { header: key }, body: { identity_number } }),
      ),
    { gcTime: 0 },
  );
}

/** Adds a work site (version null) or changes one. */
export function useSaveWorkSite(customer_id: string, work_site_id: string | null) {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number | null; body: WorkSiteInput }, key) =>
      work_site_id === null || version === null
        ? answer(
            api.POST("/api/v1/customers/{customer_id}/work-sites", {
              params: { path: { customer_id }, header: key },
              body,
            }),
          )
        : answer(
            api.PUT("/api/v1/work-sites/{work_site_id}", {
              params: { path: { work_site_id }, header: ifMatch(version) },
              body,
            }),
          ),
    { onSuccess: () => client.invalidateQueries({ queryKey: workSitesQuery(customer_id).queryKey }) },
  );
}
