/** Who is logged in? One answer for the whole app, kept beside everything else that came from the server. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api, onSessionEnded, type Schema } from "@/api/client.ts";
import { renew, setAccessToken } from "@/api/token.ts";
import { chosenLanguage, speak } from "@/i18n/index.ts";
import { preferencesOf } from "@/lib/preferences.ts";
import { queryClient } from "./query-client.ts";

/** Who is logged in, where, and with which permissions. */
export type Me = Schema<"Me">;
/** One thing that a role may do. */
export type Permission = Schema<"Permission">;

const KEY = ["me"];

/** Who is logged in; null when nobody is. */
export const meQuery = queryOptions<Me | null>({
  queryKey: KEY,
  queryFn: async () => {
    const session = await renew();
    if (session) await speak(chosenLanguage() ?? session.me.language);
    preferencesOf(session?.me.user_id);
    return session?.me ?? null;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Begins a session with what a log-in, an invitation or a change of company answered. */
export async function begin(session: Schema<"Session">): Promise<void> {
  setAccessToken(session.access_token);
  await speak(chosenLanguage() ?? session.me.language);
  know(session.me);
}

/** Forgets everything that was read for somebody else. */
export function know(me: Me | null): void {
  queryClient.clear();
  preferencesOf(me?.user_id);
  queryClient.setQueryData(KEY, me);
}

/** Goes on with a session that was proven anew; what the pages hold stays. */
export function goOn(session: Schema<"Session">): void {
  queryClient.setQueryData(KEY, session.me);
  queryClient.invalidateQueries({ queryKey: ["sessions"] });
}

/** Ends the session here and on the server. Nothing of it stays in the browser. */
export async function logOut(): Promise<void> {
  await answer(api.DELETE("/api/v1/session")).catch(() => undefined);
  forget();
}

function forget(): void {
  setAccessToken(null);
  know(null);
}

/** What the app does when the server says that the session has ended. */
export function watchSession(onEnd: () => void): void {
  onSessionEnded(() => {
    forget();
    onEnd();
  });
}

/** Who is logged in. Only for pages behind the log-in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("nobody is logged in");
  return data;
}

/** Whether the user may do one of these things. */
export function useMay(): (...permissions: Permission[]) => boolean {
  const { permissions } = useMe();
  return (...wanted) => wanted.some((permission) => permissions.includes(permission));
}
