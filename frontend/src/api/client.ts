/** How does the app talk to the server? The only folder that fetches. */
import createClient, { type Middleware } from "openapi-fetch";
import { asProblem, type ProblemBody, ProblemError } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";
import { asksForProof, countProof, proofs, prove } from "./step-up.ts";
import { accessToken, exchange, inTurn, renew, setAccessToken } from "./token.ts";

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

/**
 * Sends, and once more the same when it was refused for want of a token that counts, which is renewed, or for want of a
 * recent proof of who is there, for which the user is asked.
 */
async function send(request: Request): Promise<Response> {
  let spare = request.clone();
  const again = () => {
    const next = spare;
    spare = next.clone();
    next.headers.set("authorization", `Bearer ${accessToken()}`);
    return fetch(next);
  };
  const before = proofs();
  let answer = await fetch(request);
  if (!request.headers.has("authorization")) return answer;
  if (answer.status === 401) {
    if (!(await renew())) {
      sessionEnded();
      return answer;
    }
    answer = await again();
  }
  return (await asksForProof(answer)) && (await prove(before)) ? again() : answer;
}

let sessionEnded = () => {};

/** Says what happens when the session turns out to have ended. */
export function onSessionEnded(act: () => void): void {
  sessionEnded = act;
}

const baseUrl = globalThis.location?.origin ?? "";

/** The typed client: `api.GET("/api/v1/customers", …)`. Wrap every call in {@link answer}. */
export const api = createClient<paths>({
  baseUrl,
  fetch: send,
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(guarded);

/** Sends as it is: for what has the turn of the session, for which renewing a token would wait without end. */
const plain = createClient<paths>({ baseUrl, fetch: (request) => fetch(request) });
plain.use(guarded);

/**
 * Proves by the password who is there. The session goes on under a new id with new tokens, so the other tabs wait until
 * the cookie is the new one.
 */
export async function proveSession(password: string): Promise<Schema<"Session">> {
  const post = () => answer(plain.POST("/api/v1/session/prove", { body: { password } }));
  const session = await inTurn(async () => {
    try {
      return await post();
    } catch (error) {
      // The access token has run out.
      if (asProblem(error).status !== 401) throw error;
      if (await exchange()) return post();
      sessionEnded();
      throw error;
    }
  });
  setAccessToken(session.access_token);
  countProof();
  return session;
}

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
