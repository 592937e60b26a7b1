/** How does a user go to work in another company? */
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
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
