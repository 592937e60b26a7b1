/** What does the app read and change of what may not be done with a person's data? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Limit = Schema<"ProcessingLimit">;
export type Ground = Schema<"RestrictionGround">;
export type Processing = Schema<"ProcessingObjectedTo">;
type Subjects = Schema<"RestrictDataSubject">["subjects"];

/** Why data is restricted. */
export const GROUNDS = [
  "accuracy_contested",
  "unlawful",
  "legal_claims",
  "objection_pending",
] as const satisfies readonly Ground[];

/** What can be objected to. */
export const PROCESSINGS = [
  "direct_marketing",
  "statistics",
  "legitimate_interest",
] as const satisfies readonly Processing[];

/** The limits that hold, or that are lifted. */
export const limitList = (holds: boolean) =>
  listOptions(["processing-limits", holds], (after) =>
    answer(api.GET("/api/v1/processing-limits", { params: { query: { holds, after } } })),
  );

/** What is asked: a restriction on a ground, or an objection to something. */
export type Asked = { subjects: Subjects } & ({ ground: Ground } | { processing: Processing });

/** Restricts a person's data, or registers an objection: what was shown of the person may be out of use. */
export function useLimit() {
  const client = useQueryClient();
  return useCommand(
    (asked: Asked, key) => {
      const params = { header: key };
      const body = { ...asked, request_id: null };
      return "ground" in body
        ? answer(api.POST("/api/v1/data-subjects/restrict", { params, body }))
        : answer(api.POST("/api/v1/data-subjects/object", { params, body }));
    },
    { onSuccess: () => client.invalidateQueries() },
  );
}

/** Lifts a limit. */
export function useLift(limit: Limit) {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"LiftRestriction">, key) =>
      answer(
        api.POST("/api/v1/processing-limits/{processing_limit_id}/lift", {
          params: { path: { processing_limit_id: limit.id }, header: key },
          body,
        }),
      ),
    { onSuccess: () => client.invalidateQueries() },
  );
}
