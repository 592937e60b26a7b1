/** What does the app read and change of the books? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Account = Schema<"Account">;
export type FiscalYear = Schema<"FiscalYear">;

/** What narrows the list of vouchers. */
export type VoucherFilters = { from?: string; to?: string; account?: number };

/** The vouchers. */
export const voucherList = (filters: VoucherFilters) =>
  listOptions(["vouchers", filters], (after) =>
    answer(
      api.GET("/api/v1/vouchers", { params: { query: { ...filters, after, total: after === undefined } } }),
    ),
  );

/** The VAT of a period. */
export const vatReport = (from: string, to: string) =>
  queryOptions({
    queryKey: ["vouchers", "vat", from, to],
    queryFn: () => answer(api.GET("/api/v1/vat-report", { params: { query: { from, to } } })),
  });

/** The accounts. */
export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: () => answer(api.GET("/api/v1/accounts")),
});

export type VoucherExport = Schema<"VoucherExport">;

/** What was handed to the accountant. */
export const exportsQuery = queryOptions({
  queryKey: ["voucher-exports"],
  queryFn: () => answer(api.GET("/api/v1/voucher-exports")),
});

function exportThrough(through: string, key: { "Idempotency-Key": string }, dry_run?: true) {
  return answer(
    api.POST("/api/v1/voucher-exports", { params: { header: key, query: { dry_run } }, body: { through } }),
  );
}

/** What would be handed over; nothing is changed. */
export const exportRehearsal = (through: string) =>
  queryOptions({
    queryKey: ["voucher-exports", "rehearsal", through],
    queryFn: () => exportThrough(through, { "Idempotency-Key": crypto.randomUUID() }, true),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Hands vouchers over, and closes the books through the day. */
export function useExportVouchers() {
  const client = useQueryClient();
  return useCommand((through: string, key) => exportThrough(through, key), {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ["voucher-exports"] });
      client.invalidateQueries({ queryKey: ["vouchers"] });
      client.invalidateQueries({ queryKey: ["fiscal-years"] });
    },
  });
}

/** The fiscal years. */
export const yearsQuery = queryOptions({
  queryKey: ["fiscal-years"],
  queryFn: () => answer(api.GET("/api/v1/fiscal-years")),
});

/** Chooses another account. */
export function useReplaceAccount() {
  const client = useQueryClient();
  return useCommand(
    ({ before, account }: { before: Account; account: number }) =>
      answer(
        api.PUT("/api/v1/accounts/{purpose}", {
          params: { path: { purpose: before.purpose }, header: ifMatch(before.version) },
          body: { account },
        }),
      ),
    { onSuccess: () => client.invalidateQueries({ queryKey: ["accounts"] }) },
  );
}

/** Closes the books through a day, or opens them again. */
export function useLockPeriod() {
  const client = useQueryClient();
  return useCommand((body: Schema<"LockPeriod">) => answer(api.PUT("/api/v1/fiscal-years/lock", { body })), {
    onSuccess: (years) => client.setQueryData(yearsQuery.queryKey, years),
  });
}

/** Gives a fiscal year other days. */
export function useReplaceYear() {
  const client = useQueryClient();
  return useCommand(
    ({ year, body }: { year: FiscalYear; body: Schema<"FiscalYearInput"> }) =>
      answer(
        api.PUT("/api/v1/fiscal-years/{fiscal_year_id}", {
          params: { path: { fiscal_year_id: year.id }, header: ifMatch(year.version) },
          body,
        }),
      ),
    {
      onSuccess: (years) => {
        client.setQueryData(yearsQuery.queryKey, years);
        // The year that numbers begin with may be another.
        client.invalidateQueries({ queryKey: ["number-series"] });
      },
    },
  );
}

/** Adds a fiscal year. */
export function useCreateYear() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"FiscalYearInput">, key) =>
      answer(api.POST("/api/v1/fiscal-years", { params: { header: key }, body })),
    { onSuccess: () => client.invalidateQueries({ queryKey: ["fiscal-years"] }) },
  );
}
