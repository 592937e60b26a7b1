/** What does the app read of rules, previews and runs of retention? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Language = Schema<"Language">;
export type Run = Schema<"RetentionRun">;
export type Preview = Schema<"RetentionPreview">;

const ROOT = "retention";

/** The language of the server's words. */
export const wordsIn = (language: string): Language => (language === "en" ? "en" : "sv");

/** The rules. */
export const rulesQuery = (language: Language) =>
  queryOptions({
    queryKey: [ROOT, "rules", language],
    queryFn: () => answer(api.GET("/api/v1/retention/rules", { params: { query: { language } } })),
  });

/** What would go on a day. */
export const previewQuery = (language: Language, on: string) =>
  queryOptions({
    queryKey: [ROOT, "preview", language, on],
    queryFn: () => answer(api.GET("/api/v1/retention/preview", { params: { query: { language, on } } })),
  });

/** The runs, the newest first. */
export const runList = (language: Language) =>
  listOptions([ROOT, "runs", language], (after) =>
    answer(api.GET("/api/v1/retention/runs", { params: { query: { language, after, limit: 20 } } })),
  );

/** Approves a run. */
export function useApprove() {
  const client = useQueryClient();
  return useCommand(
    ({ run, language }: { run: Run; language: Language }, key) =>
      answer(
        api.POST("/api/v1/retention/runs/{run_id}/approve", {
          params: { path: { run_id: run.id }, header: { ...ifMatch(run.version), ...key } },
          body: { subjects: run.subjects, language },
        }),
      ),
    { onSettled: () => client.invalidateQueries({ queryKey: [ROOT] }) },
  );
}
