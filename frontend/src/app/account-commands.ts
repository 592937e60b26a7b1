/** What does a user change of their log-in: the company at work, the address, the language? */
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import type { Language } from "@/i18n/index.ts";
import { begin } from "./session.ts";

/** Goes on in another company with the same session. */
export function useSwitchCompany() {
  const navigate = useNavigate();
  return useCommand(
    async (company_id: string) =>
      begin(await answer(api.POST("/api/v1/session/company", { body: { company_id } }))),
    { onSuccess: () => navigate({ to: "/" }) },
  );
}

/** Has a letter sent to a new address, with which a user's log-in moves there. */
export function useChangeEmail(user_id: string) {
  return useCommand((email: string, key) =>
    answer(
      api.POST("/api/v1/users/{user_id}/email", {
        params: { path: { user_id }, header: key },
        body: { email },
      }),
    ),
  );
}

/** Keeps one's own language for letters and other browsers. */
export function useChooseLanguage() {
  return useCommand((language: Language, key) =>
    answer(api.POST("/api/v1/me/language", { params: { header: key }, body: { language } })),
  );
}
