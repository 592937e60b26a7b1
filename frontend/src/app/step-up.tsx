/** How does the user prove who they are for what weighs much? One dialog over whatever they were doing, which stays. */
import { useCallback, useEffect, useRef, useState } from "react";
import { part } from "@/api/part.ts";
import { onStepUp } from "@/api/step-up.ts";
import { whenWanted } from "@/ui/use-later.ts";

type Props = { opened: boolean; onEnd: (proven: boolean) => void };

const Dialog = whenWanted<typeof import("./step-up-dialog.tsx"), Props>(
  part(() => import("./step-up-dialog.tsx")),
  (module) => module.StepUpDialog,
  ({ opened }) => opened,
);

/** The dialog; the API client opens it. */
export function StepUp() {
  const waiting = useRef<((proven: boolean) => void) | null>(null);
  const [opened, setOpened] = useState(false);
  const close = useCallback((proven: boolean) => {
    setOpened(false);
    waiting.current?.(proven);
    waiting.current = null;
  }, []);
  useEffect(() => {
    onStepUp(() => {
      setOpened(true);
      return new Promise((resolve) => {
        waiting.current = resolve;
      });
    });
    // A dialog below listens to the same key, and must stay: it is heard here first, and goes no further.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || !waiting.current) return;
      event.stopImmediatePropagation();
      close(false);
    };
    window.addEventListener("keydown", onKey, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      onStepUp(null);
      close(false);
    };
  }, [close]);
  return <Dialog opened={opened} onEnd={close} />;
}
