/** What does the app read and change of privacy requests? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type PrivacyRequest = Schema<"PrivacyRequest">;
export type RequestItem = Schema<"PrivacyRequestItem">;
export type Kind = Schema<"PrivacyRequestKind">;
export type RequestStatus = Schema<"PrivacyRequestStatus">;
export type Action = Schema<"PrivacyRequestAction">;
export type Decision = Schema<"PrivacyDecision">;
export type PrivacyLink = Schema<"PrivacyLink">;

const ROOT = "privacy-requests";

/** What one can ask for. */
export const KINDS = [
  "access",
  "rectification",
  "completion",
  "erasure",
  "restriction",
  "objection",
  "portability",
  "complaint",
] as const satisfies readonly Kind[];

type Filters = { open?: boolean; late?: true | undefined; kind?: Kind | undefined };

/** The requests, those due first. */
export const requestList = (filters: Filters) =>
  listOptions([ROOT, "list", filters], (after) =>
    answer(api.GET("/api/v1/privacy-requests", { params: { query: { ...filters, after } } })),
  );

/** One request. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [ROOT, id],
    queryFn: () =>
      answer(api.GET("/api/v1/privacy-requests/{request_id}", { params: { path: { request_id: id } } })),
  });

/** The figures of a year. */
export const figuresQuery = (year: number) =>
  queryOptions({
    queryKey: [ROOT, "figures", year],
    queryFn: () => answer(api.GET("/api/v1/privacy-figures", { params: { query: { year } } })),
  });

function spread(client: QueryClient, changed: PrivacyRequest): void {
  client.setQueryData([ROOT, changed.id], changed);
  for (const part of ["list", "figures"]) client.invalidateQueries({ queryKey: [ROOT, part] });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Enters a request. */
export function useEnterRequest() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"PrivacyRequestInput">, key) =>
      answer(api.POST("/api/v1/privacy-requests", { params: { header: key }, body })),
    { onSuccess: (made) => spread(client, made) },
  );
}

/** What a handler does, with what it needs. */
export type Deed =
  | { action: "confirm_identity"; note: string; customer_id: string | null }
  | { action: "assign"; handler_id: string }
  | { action: "forward"; company: string | null; text: string }
  | { action: "decide"; decisions: Decision[] }
  | {
      action: "ask_information" | "receive_information" | "extend" | "answer" | "close" | "withdraw";
      text: string;
    };

/** Does something with a request. */
export function useDeed({ id, version }: PrivacyRequest) {
  const client = useQueryClient();
  return useCommand(
    (deed: Deed, key) => {
      const params = { path: { request_id: id }, header: { ...ifMatch(version), ...key } };
      switch (deed.action) {
        case "confirm_identity": {
          const body = { note: deed.note, customer_id: deed.customer_id };
          return answer(api.POST("/api/v1/privacy-requests/{request_id}/identity", { params, body }));
        }
        case "assign": {
          const body = { handler_id: deed.handler_id };
          return answer(api.POST("/api/v1/privacy-requests/{request_id}/assign", { params, body }));
        }
        case "forward": {
          const body = { company: deed.company, text: deed.text };
          return answer(api.POST("/api/v1/privacy-requests/{request_id}/forward", { params, body }));
        }
        case "decide": {
          const body = { decisions: deed.decisions };
          return answer(api.POST("/api/v1/privacy-requests/{request_id}/decide", { params, body }));
        }
        case "ask_information":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/question", { params, body: { text: deed.text } }),
          );
        case "receive_information":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/information", {
              params,
              body: { text: deed.text },
            }),
          );
        case "extend":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/extend", { params, body: { text: deed.text } }),
          );
        case "answer":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/answer", { params, body: { text: deed.text } }),
          );
        case "close":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/close", { params, body: { text: deed.text } }),
          );
        case "withdraw":
          return answer(
            api.POST("/api/v1/privacy-requests/{request_id}/withdraw", { params, body: { text: deed.text } }),
          );
      }
    },
    { onSuccess: (changed) => spread(client, changed) },
  );
}

/** Whom one asks on a public page; without a company whoever runs the service. */
export const publicDeskQuery = (company: string | undefined) =>
  queryOptions({
    queryKey: ["public-privacy", company ?? null],
    queryFn: () => answer(api.GET("/api/v1/public/privacy-desk", { params: { query: { company } } })),
    retry: false,
  });

/** Asks on a public page. */
export function useSubmit() {
  return useCommand((body: Schema<"SubmitPrivacyRequest">) =>
    answer(api.POST("/api/v1/public/privacy-requests", { body })),
  );
}

/** What a mailed link leads to. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ["privacy-link", token],
    queryFn: () => answer(api.GET("/api/v1/public/privacy-links/{token}", { params: { path: { token } } })),
    retry: false,
    // A link that was used up says so only when it is opened again.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Confirms by a link who asks. */
export function useConfirm(token: string) {
  return useCommand(() =>
    answer(api.POST("/api/v1/public/privacy-links/{token}/identity", { params: { path: { token } } })),
  );
}

/** Answers a question by a link. */
export function useInform(token: string) {
  return useCommand((text: string) =>
    answer(
      api.POST("/api/v1/public/privacy-links/{token}/information", {
        params: { path: { token } },
        body: { text },
      }),
    ),
  );
}
