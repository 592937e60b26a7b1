/** How does somebody come in? By password, invitation, or a new password. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { begin } from "@/app/session.ts";

/** Logs in. */
export function useLogIn(onIn: () => void) {
  return useCommand(
    async (login: Schema<"Login">) => begin(await answer(api.POST("/api/v1/session", { body: login }))),
    { onSuccess: onIn },
  );
}

/** Asks for a link to choose a new password. */
export function useAskForReset() {
  return useCommand((email: string) =>
    answer(api.POST("/api/v1/public/password-resets", { body: { email } })),
  );
}

/** Chooses a new password with the secret of the link. */
export function useReset() {
  return useCommand((body: Schema<"ResetPassword">) =>
    answer(api.POST("/api/v1/public/password-resets/complete", { body })),
  );
}

/** Accepts an invitation and logs in. */
export function useAccept(email: string, onIn: () => void) {
  return useCommand(
    async (body: Schema<"AcceptInvitation">) => {
      await answer(api.POST("/api/v1/public/invitations/accept", { body }));
      const session = await answer(api.POST("/api/v1/session", { body: { email, password: body.password } }));
      await begin(session);
    },
    { onSuccess: onIn },
  );
}

/** Who invites whom. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () => answer(api.GET("/api/v1/public/invitations/{token}", { params: { path: { token } } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The secret behind `#` in the address. */
export function secretOfLink(): string {
  return window.location.hash.slice(1);
}
