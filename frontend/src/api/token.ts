/** Where does the access token live? In this module's memory, and nowhere else. */
import type { components } from "./schema.d.ts";

type Session = components["schemas"]["Session"];

let token: string | null = null;
let renewing: Promise<Session | null> | null = null;

/** The access token of the running session. */
export function accessToken(): string | null {
  return token;
}

/** Keeps or forgets the access token. */
export function setAccessToken(value: string | null): void {
  token = value;
}

/**
 * Exchanges the refresh cookie for a new access token; null when there is no session.
 * All callers of this tab share one exchange, and tabs take turns.
 */
export function renew(): Promise<Session | null> {
  renewing ??= inTurn(exchange).finally(() => {
    renewing = null;
  });
  return renewing;
}

/** Does what changes the session's tokens when no other tab does. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request("kontoret-session", work) : work();
}

/** The exchange itself, for whoever has the turn. */
export async function exchange(): Promise<Session | null> {
  const answer = await fetch("/api/v1/session/refresh", {
    method: "POST",
    headers: { "content-type": "application/json", "x-fk-csrf": "1" },
    body: "{}",
  });
  // 204: nobody was logged in; 401: the session has ended.
  if (answer.status === 204 || answer.status === 401) {
    token = null;
    return null;
  }
  if (!answer.ok) throw new TypeError("the session could not be renewed");
  const session = (await answer.json()) as Session;
  token = session.access_token;
  return session;
}
