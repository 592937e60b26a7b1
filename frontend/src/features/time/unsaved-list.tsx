/** Which typed hours aren't saved, why, and what can be done? Nothing that was typed vanishes. */
import { Alert, Button, Group, Text } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useTranslation } from "react-i18next";
import { showDay } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import type { Cells, Unsaved } from "./use-cells.ts";
import { rowWords } from "./words.ts";

/** The failed cells with their reasons. */
export function UnsavedList({ cells }: { cells: Cells }) {
  const { t } = useTranslation();
  const failed = [...cells.unsaved.values()].filter(({ state }) => state === "failed");
  if (failed.length === 0) return null;
  return (
    <Alert
      id="unsaved-time"
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle />}
      title={t("time.notSaved", { count: failed.length })}
    >
      {failed.map((cell) => (
        <Failed key={cell.key} cell={cell} cells={cells} />
      ))}
      {failed.some(({ code }) => code === "offline") && (
        <Text size="sm" mt={4}>
          {t("time.keptHere")}
        </Text>
      )}
    </Alert>
  );
}

function Failed({ cell, cells }: { cell: Unsaved; cells: Cells }) {
  const { t, i18n } = useTranslation();
  const final = cell.minutes === null || cell.code === "week_locked";
  return (
    <Group gap="xs" justify="space-between" py={4}>
      <Text size="sm" flex="1 1 16rem">
        <strong>
          {t("time.unsaved", {
            day: showDay(cell.day, i18n.language),
            row: rowWords(t, cell.row),
            text: cell.text || t("time.emptied"),
          })}
        </strong>{" "}
        {cell.words}{" "}
        {cell.theirs !== null && t("time.theirs", { hours: cell.theirs ? showHours(cell.theirs) : "0" })}
      </Text>
      <Group gap="xs">
        {!final && (
          <Button size="xs" variant="default" onClick={() => cells.retry(cell.key)}>
            {t(cell.theirs === null ? "common.retry" : "time.keepMine")}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => cells.drop(cell.key)}>
          {t("time.discard")}
        </Button>
      </Group>
    </Group>
  );
}
