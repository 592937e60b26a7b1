/** How are several weeks approved at once? One after the other, each with its own result. */
import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { weekNumber } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { BulkDialog } from "@/ui/bulk-dialog.tsx";
import { sumOf } from "./grid.ts";
import { sendStep, spreadStep, type TimesheetItem } from "./queries.ts";

const keyOf = ({ week, membership_id }: TimesheetItem): string => `${week} ${membership_id}`;

/** The dialog: first what will be approved, then what was. */
export function ApproveSeveral({ weeks, onClose }: { weeks: TimesheetItem[]; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const count = weeks.length;
  return (
    <BulkDialog
      title={t("time.attest.severalTitle", { count })}
      rows={weeks}
      rowKey={keyOf}
      rowLabel={({ employee_name: name, week }) =>
        t("time.attest.sheetTitle", { name, number: weekNumber(week) })
      }
      rowValue={({ minutes }) => t("time.hours", { hours: showHours(minutes) })}
      act={(week, key) => sendStep(week, { step: "approve" }, key)}
      go={t("time.attest.severalGo", { count })}
      done={t("time.attest.done")}
      words={({ code }) =>
        code === "forbidden" ? t("time.attest.own") : code === "stale" ? t("time.attest.stale") : undefined
      }
      onClose={(changed) => {
        if (changed) spreadStep(client);
        onClose();
      }}
    >
      <Text size="sm">
        {t("time.attest.severalSum", {
          hours: showHours(sumOf(weeks)),
          billable: showHours(weeks.reduce((sum, week) => sum + week.billable_minutes, 0)),
        })}
        {". "}
        {t("time.attest.approveFinal")}
      </Text>
    </BulkDialog>
  );
}
