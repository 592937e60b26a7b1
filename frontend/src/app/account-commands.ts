/** How does a user go to work in another company, or home? */
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { hasUnsent } from "@/lib/unsent.ts";
import { begin, logOut, useMe } from "./session.ts";

/** Goes on in another company with the same session. */
export function useSwitchCompany() {
  const navigate = useNavigate();
  return useCommand(
    async (company_id: string) =>
      begin(await answer(api.POST("/api/v1/session/company", { body: { company_id } }))),
    { onSuccess: () => navigate({ to: "/" }) },
  );
}

/** Logs out; not before everything that was written on this device is sent or thrown away. */
export function useLogOut() {
  const { t } = useTranslation();
  const { user_id } = useMe();
  const navigate = useNavigate();
  return async () => {
    if (hasUnsent(user_id)) {
      showNotification({ color: "yellow", message: t("time.unsentLogOut") });
      navigate({ to: "/tid", search: {} });
      return;
    }
    await logOut();
    navigate({ to: "/logga-in", search: {} });
  };
}
