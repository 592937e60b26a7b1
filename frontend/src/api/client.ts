/** How does the app talk to the server? The only folder that fetches. */
import createClient, { type Middleware } from "openapi-fetch";
import { asProblem, type ProblemBody, ProblemError } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";
import { accessToken, renew } from "./token.ts";

/** A type of the contract by its name. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

const guarded: Middleware = {
  onRequest({ request }) {
    request.headers.set("x-fk-csrf", "1");
    const token = accessToken();
    if (token) request.headers.set("authorization", `Bearer ${token}`);
    return request;
  },
};

/** Sends; when the access token has run out, renews it and sends once more. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  if (answer.status !== 401 || !request.headers.has("authorization")) return answer;
  const session = await renew();
  if (!session) {
    sessionEnded();
    return answer;
  }
  again.headers.set("authorization", `Bearer ${session.access_token}`);
  return fetch(again);
}

let sessionEnded = () => {};

/** Says what happens when the session turns out to have ended. */
export function onSessionEnded(act: () => void): void {
  sessionEnded = act;
}

/** The typed client: `api.GET("/api/v1/customers", …)`. Wrap every call in {@link answer}. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  fetch: send,
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(guarded);

type Outcome<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; throws {@link ProblemError} otherwise. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const outcome = await call.catch((error: unknown) => {
    throw asProblem(error);
  });
  if (outcome.response.ok) return outcome.data as T;
  const body = outcome.error as ProblemBody | undefined;
  if (body && typeof body === "object" && "code" in body) throw new ProblemError(body);
  throw new ProblemError({
    code: outcome.response.status === 413 ? "too_large" : "unavailable",
    status: outcome.response.status,
    errors: [],
    request_id: outcome.response.headers.get("x-request-id"),
  });
}

/** The header of a change to a thing that was read in `version`. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
