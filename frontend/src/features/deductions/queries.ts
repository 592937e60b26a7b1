/** What does the app change of the rules of tax deductions? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { deductionRules } from "@/api/deductions.ts";
import type { paths } from "@/api/schema.d.ts";
import { useCommand } from "@/api/use-command.ts";

/** What a rule is about. */
export type Subject =
  paths["/api/v1/deduction-rules/{subject}/{from_on}"]["put"]["parameters"]["path"]["subject"];

/** A rule by what it is about and its first day. */
export type RuleKey = { subject: Subject; installation?: string; from_on: string; version: number };

function useSpread() {
  const client = useQueryClient();
  return () => {
    client.invalidateQueries({ queryKey: deductionRules.queryKey });
    client.invalidateQueries({ queryKey: ["customers"] });
  };
}

/** Enters a rule that has been decided. */
export function useReplaceRule() {
  const spread = useSpread();
  return useCommand(
    ({ subject, installation, from_on, version, body }: RuleKey & { body: Schema<"DeductionRuleInput"> }) =>
      answer(
        api.PUT("/api/v1/deduction-rules/{subject}/{from_on}", {
          params: { path: { subject, from_on }, query: { installation }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: spread },
  );
}

/** Takes a rule back before it holds. */
export function useDeleteRule() {
  const spread = useSpread();
  return useCommand(
    ({ subject, installation, from_on, version }: RuleKey) =>
      answer(
        api.DELETE("/api/v1/deduction-rules/{subject}/{from_on}", {
          params: { path: { subject, from_on }, query: { installation }, header: ifMatch(version) },
        }),
      ),
    { onSuccess: spread },
  );
}
