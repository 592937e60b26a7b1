/** What does the app read and change of deductions that the tax agency is asked for? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { DEDUCTION_CASES as ROOT, spreadDeductions as spread } from "@/api/payouts.ts";
import { useCommand } from "@/api/use-command.ts";

export type Case = Schema<"DeductionCase">;
export type CaseItem = Schema<"DeductionCaseItem">;
export type CaseState = Schema<"DeductionCaseState">;
export type Claim = Schema<"DeductionClaim">;
export type ClaimKind = Schema<"ClaimKind">;
export type ClaimRow = Schema<"DeductionClaimRow">;
export type Desk = Schema<"DeductionDesk">;

/** How the company's deductions stand. */
export const deskQuery = queryOptions({
  queryKey: [ROOT, "desk"],
  queryFn: () => answer(api.GET("/api/v1/deduction-desk")),
});

/** The cases, those whose last day comes first. */
export const caseList = (filters: { state?: CaseState | undefined; claim_id?: string | undefined }) =>
  listOptions([ROOT, "list", filters], (after) =>
    answer(api.GET("/api/v1/deduction-cases", { params: { query: { ...filters, after } } })),
  );

/** One case. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [ROOT, id],
    queryFn: () =>
      answer(api.GET("/api/v1/deduction-cases/{case_id}", { params: { path: { case_id: id } } })),
  });

/** The claims, newest first. */
export const claimList = listOptions([ROOT, "claims"], (after) =>
  answer(api.GET("/api/v1/deduction-claims", { params: { query: { after } } })),
);

/** What could be asked for. */
export const claimPreview = (kind: ClaimKind, year: number) =>
  queryOptions({
    queryKey: [ROOT, "preview", kind, year],
    queryFn: () => answer(api.GET("/api/v1/deduction-claim-preview", { params: { query: { kind, year } } })),
    staleTime: 0,
  });

/** Makes a claim. */
export function useClaim() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"DeductionClaimInput">, key) =>
      answer(api.POST("/api/v1/deduction-claims", { params: { header: key }, body })),
    { onSuccess: () => spread(client) },
  );
}

/** Fetches a claim's file; who did stays in the trail. */
export function useClaimFile() {
  return useCommand((claim_id: string, key) =>
    answer(
      api.POST("/api/v1/deduction-claims/{claim_id}/file", {
        params: { path: { claim_id }, header: key },
        body: { purpose: "tax_agency" },
      }),
    ),
  );
}

/** Fetches what a claim for green technology says; who did stays in the trail. */
export function useClaimForm() {
  return useCommand((claim_id: string, key) =>
    answer(
      api.POST("/api/v1/deduction-claims/{claim_id}/form", {
        params: { path: { claim_id }, header: key },
        body: { purpose: "tax_agency" },
      }),
    ),
  );
}

/** Brings a file with decisions. */
export function useDecisionFile() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"ImportDeductionDecision">, key) =>
      answer(api.POST("/api/v1/deduction-decisions", { params: { header: key }, body })),
    { onSuccess: () => spread(client) },
  );
}

/** Enters a decision on one case. */
export function useDecide({ id, version }: { id: string; version: number }) {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"DecideDeductionCase">, key) =>
      answer(
        api.POST("/api/v1/deduction-cases/{case_id}/decide", {
          params: { path: { case_id: id }, header: { ...ifMatch(version), ...key } },
          body,
        }),
      ),
    { onSuccess: (row) => keep(client, row) },
  );
}

/** Says what becomes of what the tax agency doesn't pay. */
export function useResolve({ id, version }: { id: string; version: number }) {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"ResolveDeductionCase">, key) =>
      answer(
        api.POST("/api/v1/deduction-cases/{case_id}/resolve", {
          params: { path: { case_id: id }, header: { ...ifMatch(version), ...key } },
          body,
        }),
      ),
    { onSuccess: (row) => keep(client, row) },
  );
}

function keep(client: QueryClient, row: Case): void {
  client.setQueryData(caseQuery(row.id).queryKey, row);
  spread(client);
}
