/** What does the app read and change of personal data breaches? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Breach = Schema<"Breach">;
export type BreachItem = Schema<"BreachItem">;
export type BreachInput = Schema<"BreachInput">;
export type BreachAction = Schema<"BreachAction">;
export type Reporting = Schema<"ReportBreach">;
export type Informing = Schema<"InformOfBreach">;

/** What a breach can be of. */
export const BREACH_KINDS = [
  "confidentiality",
  "integrity",
  "availability",
] as const satisfies readonly Schema<"BreachKind">[];

/** Whose data it can be. */
export const BREACH_PEOPLE = [
  "end_customers",
  "users",
  "contact_persons",
  "others",
] as const satisfies readonly Schema<"BreachPeople">[];

/** How high the risk can be. */
export const RISKS = ["unlikely", "risk", "high"] as const satisfies readonly Schema<"BreachRisk">[];

/** Why people need not be told of a high risk. */
export const EXEMPTIONS = [
  "protected",
  "risk_removed",
  "disproportionate",
] as const satisfies readonly Schema<"BreachExemption">[];

const ROOT = "breaches";

/** The register, those discovered last first. */
export const breachList = (open: boolean) =>
  listOptions([ROOT, "list", open], (after) =>
    answer(api.GET("/api/v1/breaches", { params: { query: { open, after } } })),
  );

/** One breach. */
export const breachQuery = (id: string) =>
  queryOptions({
    queryKey: [ROOT, id],
    queryFn: () => answer(api.GET("/api/v1/breaches/{breach_id}", { params: { path: { breach_id: id } } })),
  });

/** The companies that can be told of it. */
export const companyList = (id: string) =>
  listOptions([ROOT, id, "companies"], (after) =>
    answer(
      api.GET("/api/v1/breaches/{breach_id}/companies", {
        params: { path: { breach_id: id }, query: { after } },
      }),
    ),
  );

/** What the authority asks, with the answers. */
export function fetchReport(id: string, language: Schema<"Language">): Promise<Schema<"BreachReport">> {
  return answer(
    api.GET("/api/v1/breaches/{breach_id}/report", {
      params: { path: { breach_id: id }, query: { language } },
    }),
  );
}

function spread(client: QueryClient, changed: Breach): void {
  client.setQueryData([ROOT, changed.id], changed);
  client.invalidateQueries({ queryKey: [ROOT, "list"] });
  client.invalidateQueries({ queryKey: [ROOT, changed.id, "companies"] });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Registers a breach, or changes what is known of one. */
export function useSaveBreach(breach: Breach | undefined) {
  const client = useQueryClient();
  return useCommand(
    (body: BreachInput, key) =>
      breach
        ? answer(
            api.PUT("/api/v1/breaches/{breach_id}", {
              params: { path: { breach_id: breach.id }, header: ifMatch(breach.version) },
              body,
            }),
          )
        : answer(api.POST("/api/v1/breaches", { params: { header: key }, body })),
    { onSuccess: (saved) => spread(client, saved) },
  );
}

/** What a handler does, with what it needs. */
export type BreachDeed =
  | { action: "assign"; body: Schema<"AssignBreach"> }
  | { action: "report"; body: Reporting }
  | { action: "inform"; body: Informing }
  | { action: "inform_companies"; body: Schema<"InformCompaniesOfBreach"> }
  | { action: "add"; body: Schema<"AddToBreach"> }
  | { action: "close"; body: Schema<"CloseBreach"> };

/** Does something with a breach. */
export function useBreachDeed({ id, version }: Breach) {
  const client = useQueryClient();
  return useCommand(
    (deed: BreachDeed, key) => {
      const params = { path: { breach_id: id }, header: { ...ifMatch(version), ...key } };
      switch (deed.action) {
        case "assign":
          return answer(api.POST("/api/v1/breaches/{breach_id}/assign", { params, body: deed.body }));
        case "report":
          return answer(api.POST("/api/v1/breaches/{breach_id}/report", { params, body: deed.body }));
        case "inform":
          return answer(api.POST("/api/v1/breaches/{breach_id}/inform", { params, body: deed.body }));
        case "inform_companies":
          return answer(
            api.POST("/api/v1/breaches/{breach_id}/inform-companies", { params, body: deed.body }),
          );
        case "add":
          return answer(api.POST("/api/v1/breaches/{breach_id}/entries", { params, body: deed.body }));
        case "close":
          return answer(api.POST("/api/v1/breaches/{breach_id}/close", { params, body: deed.body }));
      }
    },
    { onSuccess: (changed) => spread(client, changed) },
  );
}
