/** How does the app find a person in what is stored, and take out what there is? */

import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { fetchPackage } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";

export type Subject = Schema<"DataSubject">;
export type Sought = Schema<"FindDataSubject">;
export type Extract = Schema<"RegisterExtract">;
type Asked = Schema<"GetRegisterExtract">;
export type Plan = Schema<"ErasurePlan">;
export type PlanItem = Plan["items"][number];

/** Finds people by exact identifiers. */
export function useFindSubject() {
  return useCommand((body: Sought, key) =>
    answer(api.POST("/api/v1/data-subjects/find", { params: { header: key }, body })),
  );
}

/** Everything that is stored about a person. */
export function useExtract() {
  return useCommand((body: Asked, key) =>
    answer(api.POST("/api/v1/data-subjects/extract", { params: { header: key }, body })),
  );
}

/** The same as a document. */
export function useExtractPdf() {
  return useCommand((body: Asked, key) =>
    answer(api.POST("/api/v1/data-subjects/extract/pdf", { params: { header: key }, body })),
  );
}

/** What the person supplied, to take along, as the bytes of a ZIP file. */
export function usePackage() {
  return useCommand((body: Schema<"GetPrivacyPackage">, key) => fetchPackage(body, key));
}

/** What would become of everything that is stored about a person. */
export function useErasurePlan() {
  return useCommand((body: Schema<"GetErasurePlan">) =>
    answer(api.POST("/api/v1/data-subjects/erasure-plan", { body })),
  );
}

/** Carries the plan out; what was shown of anything may be gone. */
export function useErase() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"EraseDataSubject">, key) =>
      answer(api.POST("/api/v1/data-subjects/erase", { params: { header: key }, body })),
    { onSuccess: () => client.invalidateQueries() },
  );
}
