/** How do short messages look? In a corner, for eight seconds; the page gets as much longer as they are high. */
import { Notifications, useNotifications } from "@mantine/notifications";
import "@mantine/notifications/styles.layer.css";
import "./toasts-place.css";
import { useLayoutEffect } from "react";

/** As high as what lies over the page's end; its last button can be scrolled above it. */
const ROOM = "--messages";

/** The corner. */
export function ToastsPlace() {
  useRoomBelow();
  // In a portal it would not be there to be measured when the first message comes.
  return <Notifications position="bottom-right" autoClose={8000} withinPortal={false} />;
}

function useRoomBelow(): void {
  const { notifications } = useNotifications();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every message.
  useLayoutEffect(() => {
    const corner = document.querySelector('.mantine-Notifications-root[data-position="bottom-right"]');
    if (!corner) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty(ROOM, `${corner.scrollHeight}px`));
    watch.observe(corner);
    return () => {
      watch.disconnect();
      style.removeProperty(ROOM);
    };
  }, [notifications]);
}
