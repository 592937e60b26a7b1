/** Is something lost when the page is left? Asks before it is. */
import { Button, Group, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LaterDialog } from "./later-dialog.tsx";

type Props = {
  /** Whether there is something that isn't saved. Asked when the page is left. */
  dirty: () => boolean;
  /** Saves what can be saved before asking; true when nothing is left. */
  settle?: () => Promise<boolean>;
};

/** Guards links, the back button, and closing the window. */
export function UnsavedGuard({ dirty, settle }: Props) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && dirty() && !(await settle?.()),
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  // Whoever wanted to leave does so as soon as everything is saved.
  useEffect(() => {
    if (status === "blocked" && !dirty()) proceed();
  });
  return (
    <LaterDialog opened={status === "blocked"} onClose={() => reset?.()} title={t("common.unsaved.title")}>
      <Text size="sm">{t("common.unsaved.text")}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => proceed?.()}>
          {t("common.unsaved.leave")}
        </Button>
        <Button data-autofocus onClick={() => reset?.()}>
          {t("common.unsaved.stay")}
        </Button>
      </Group>
    </LaterDialog>
  );
}
