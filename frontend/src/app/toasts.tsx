/** Where are short messages shown? Their place is fetched before the first one, or when the page is at rest. */
import { useNotifications } from "@mantine/notifications";
import { part } from "@/api/part.ts";
import { later, useLater } from "@/ui/use-later.ts";

const place = later(part(() => import("./toasts-place.tsx")));

/** The messages, once there is one. */
export function Toasts() {
  const { notifications } = useNotifications();
  const here = useLater(place, notifications.length > 0);
  return here ? <here.ToastsPlace /> : null;
}
