/** How does a user go home? Not before everything that was written on this device is sent or thrown away. */
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { unsentOf } from "@/lib/unsent.ts";
import { logOut, useMe } from "./session.ts";

/** Logs out, and leads to the log-in. */
export function useLogOut() {
  const { t } = useTranslation();
  const { user_id, company } = useMe();
  const navigate = useNavigate();
  return async () => {
    const left = unsentOf(user_id);
    if (left.length > 0) {
      showNotification({ color: "yellow", message: t("time.unsentLogOut") });
      // Entries are named wherever one is; hours of the grid only in the week of whose they are.
      const grid = left.find(({ kind }) => kind === "time");
      const member = grid && grid.whose !== company?.membership_id ? grid.whose : undefined;
      navigate({ to: "/tid", search: member ? { member } : {} });
      return;
    }
    await logOut();
    navigate({ to: "/logga-in", search: {} });
  };
}
