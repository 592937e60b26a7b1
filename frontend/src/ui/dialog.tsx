/** Where is the focus when a dialog has closed? Where it was before, so that nobody begins the page anew. */
import { Drawer, type DrawerProps, Modal, type ModalProps } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

/** A dialog in the middle. */
export function Dialog(props: ModalProps) {
  useFocusBack(props.opened);
  return <Modal {...props} returnFocus={false} />;
}

/** What gets the focus when the dialog has closed, if it isn't what had it before. */
type FocusBack = { focusBack?: () => HTMLElement | null };

/** A dialog at a side of the window. */
export function SideDialog({ focusBack, ...props }: DrawerProps & FocusBack) {
  useFocusBack(props.opened, focusBack);
  return <Drawer {...props} returnFocus={false} />;
}

/** What has the focus now; of an item of a menu, which closes, what opened the menu. */
function focused(): Element | null {
  const { activeElement } = document;
  const menu = activeElement?.closest("[role=menu]");
  return document.getElementById(menu?.getAttribute("aria-labelledby") ?? "") ?? activeElement;
}

/** When what closes is away, and whatever takes the focus of its own has taken it. A page that is gone has no frames. */
function afterFrame(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

/** Gives the focus back to what had it before `opened`; when that is gone, to the page. Works too when the dialog is taken away opened. */
function useFocusBack(opened: boolean, back?: FocusBack["focusBack"]): void {
  const [before, setBefore] = useState(() => ({ opened, opener: opened ? focused() : null }));
  if (opened !== before.opened) setBefore({ opened, opener: opened ? focused() : before.opener });
  const { opener } = before;
  const wanted = useRef(back);
  useEffect(() => {
    wanted.current = back;
  });
  useEffect(() => {
    if (!opened) return;
    return () => {
      const atClose = document.activeElement;
      afterFrame(() => {
        const now = document.activeElement;
        // Whoever has moved on since isn't called back.
        if (now !== null && now !== document.body && now !== atClose) return;
        const to = wanted.current?.() ?? (opener?.isConnected ? opener : document.getElementById("main"));
        if (to instanceof HTMLElement) to.focus({ preventScroll: true });
      });
    };
  }, [opened, opener]);
}
