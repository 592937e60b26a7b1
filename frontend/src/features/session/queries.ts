/** What does the app ask on the way in? To log in, to be invited, to get a new password. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { setAccessToken } from "@/api/token.ts";
import { useCommand } from "@/api/use-command.ts";
import { begin } from "@/app/session.ts";

type Login = Schema<"Login">;
type Session = Schema<"Session">;

async function logIn(body: Login): Promise<Session> {
  return answer(api.POST("/api/v1/session", { body }));
}

/** Logs in. */
export function useLogIn() {
  return useCommand(async (body: Login) => begin(await logIn(body)));
}

/** Has a letter with a link for a new password sent. */
export function useRequestReset() {
  return useCommand((email: string) =>
    answer(api.POST("/api/v1/public/password-resets", { body: { email } })),
  );
}

/** Chooses a new password by the link of a letter. */
export function useResetPassword() {
  return useCommand((body: Schema<"ResetPassword">) =>
    answer(api.POST("/api/v1/public/password-resets/complete", { body })),
  );
}

/** Takes a new address by the link of a letter. */
export function useConfirmEmail() {
  return useCommand((body: Schema<"ConfirmEmailChange">) =>
    answer(api.POST("/api/v1/public/email-changes/complete", { body })),
  );
}

/** The invitation behind a link. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () => answer(api.GET("/api/v1/public/invitations/{token}", { params: { path: { token } } })),
    // Looking is counted; and the form must not change while it is filled in.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The company that invites, when the session began in another one. */
export function invitingCompany(me: Schema<"Me">, companyName: string): string | null {
  if (me.company?.name === companyName) return null;
  const named = me.companies.filter(({ name }) => name === companyName);
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/** Accepts an invitation, logs in, and goes to work in the company that invited. */
export function useAcceptInvitation(invitation: Schema<"Invitation">, onIn: () => void) {
  return useCommand(
    async (body: Schema<"AcceptInvitation">) => {
      await answer(api.POST("/api/v1/public/invitations/accept", { body }));
      const session = await logIn({ email: invitation.email, password: body.password });
      await begin(await inCompany(session, invitation.company_name));
    },
    // Here and not at the call: beginning a session renews the page, and the form with it.
    { onSuccess: onIn },
  );
}

async function inCompany(session: Session, companyName: string): Promise<Session> {
  const company_id = invitingCompany(session.me, companyName);
  if (!company_id) return session;
  setAccessToken(session.access_token);
  return answer(api.POST("/api/v1/session/company", { body: { company_id } }));
}
