/** How do short messages look? In a corner, for eight seconds. */
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.layer.css";

/** The corner. */
export function ToastsPlace() {
  return <Notifications position="bottom-right" autoClose={8000} />;
}
