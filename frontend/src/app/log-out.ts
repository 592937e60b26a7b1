/** How does a user go home? Not before everything that was written on this device is sent or thrown away. */
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { hasUnsent } from "@/lib/unsent.ts";
import { logOut, useMe } from "./session.ts";

/** Logs out, and leads to the log-in. */
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
