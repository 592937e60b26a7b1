/** Is the draft saved? Said beside the heading, to the ears too. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { showTime } from "@/lib/date.ts";
import type { SaveState } from "./use-autosave.ts";

/** The state of the draft in words. */
export function SavedMark({ state, savedAt }: { state: SaveState; savedAt: Date | null }) {
  const { t } = useTranslation();
  const words = {
    saved: savedAt ? t("common.draftSaved", { time: showTime(savedAt) }) : t("common.saved"),
    saving: t("common.draftSaving"),
    unsaved: t("common.draftUnsaved"),
    failed: t("common.draftFailed"),
  };
  return (
    <Text size="sm" c={state === "failed" ? "red" : "dimmed"} role="status" data-save-state={state}>
      {words[state]}
    </Text>
  );
}
