/** What do several features read and change of the tax agency's payouts? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "./client.ts";
import { useCommand } from "./use-command.ts";

/** Under which key cases are kept. */
export const DEDUCTION_CASES = "deduction-cases";

/** What changes a case shows in many places. */
export function spreadDeductions(client: QueryClient): void {
  for (const noun of [DEDUCTION_CASES, "invoices", "dashboard", "customers", "payment-imports"]) {
    client.invalidateQueries({ queryKey: [noun] });
  }
}

/** The cases that wait for the tax agency's money. */
export const awaitedQuery = queryOptions({
  queryKey: [DEDUCTION_CASES, "awaited"],
  queryFn: async () => {
    const states = ["approved", "refused", "ready", "partly_asked", "asked"] as const;
    const pages = await Promise.all(
      states.map((state) =>
        answer(api.GET("/api/v1/deduction-cases", { params: { query: { state, limit: 200 } } })),
      ),
    );
    return pages.flatMap((page) => page.items).filter((row) => row.awaited_ore > 0);
  },
});

/** Enters that the tax agency has paid. */
export function usePayout() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"DeductionPayoutInput">, key) =>
      answer(api.POST("/api/v1/deduction-payouts", { params: { header: key }, body })),
    { onSuccess: () => spreadDeductions(client) },
  );
}

/** Takes a payout back. */
export function useRemovePayout() {
  const client = useQueryClient();
  return useCommand(
    ({ id, reason }: { id: string; reason: string }, key) =>
      answer(
        api.POST("/api/v1/deduction-payouts/{payout_id}/remove", {
          params: { path: { payout_id: id }, header: key },
          body: { reason },
        }),
      ),
    { onSuccess: () => spreadDeductions(client) },
  );
}
