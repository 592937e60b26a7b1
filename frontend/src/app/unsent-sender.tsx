/** When are hours sent that were kept? When the app opens, when it is looked at, when the network is back, and now and then. */
import { showNotification } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "./session.ts";
import { sendUnsent } from "./unsent-entries.ts";

const AGAIN = 60_000;

/** Sends them, and says so quietly. */
export function UnsentSender() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const me = useMe();
  const act = useRef(async () => {});
  useEffect(() => {
    act.current = async () => {
      const count = await sendUnsent(client, me);
      if (count > 0) showNotification({ color: "green", message: t("time.unsent.sent", { count }) });
    };
  });
  useEffect(() => {
    const send = () => void act.current();
    const seen = () => document.visibilityState === "visible" && send();
    send();
    const timer = setInterval(send, AGAIN);
    window.addEventListener("online", send);
    window.addEventListener("focus", send);
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", send);
      window.removeEventListener("focus", send);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
  return null;
}
