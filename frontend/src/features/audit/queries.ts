/** What does the app read of the log? */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import type { EntityKind } from "./vocabulary.ts";

export type AuditEvent = Schema<"AuditEvent">;

/** What narrows the log. */
export type AuditFilters = { kind?: EntityKind; entity?: string; actor?: string };

/** The log, newest first. */
export const auditList = ({ kind, entity, actor }: AuditFilters) =>
  listOptions(["audit-events", { kind, entity, actor }], (after) =>
    answer(
      api.GET("/api/v1/audit-events", {
        params: {
          query: {
            entity_kind: kind,
            entity_id: entity,
            actor_id: actor,
            after,
            total: after === undefined,
          },
        },
      }),
    ),
  );

/** The signed heads of the log, latest first. */
export const sealList = listOptions(["audit-seals"], (after) =>
  answer(api.GET("/api/v1/audit-seals", { params: { query: { after } } })),
);

const MOST = 200;

/** Who can have done something. */
export const peopleQuery = queryOptions({
  queryKey: ["users", "people"],
  queryFn: () => answer(api.GET("/api/v1/users", { params: { query: { limit: MOST } } })),
  staleTime: 60_000,
});
