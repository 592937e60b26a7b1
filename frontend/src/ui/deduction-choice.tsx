/** Is a tax deduction asked for, which one, and for what work? */
import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { pickedCustomer } from "@/api/pick.ts";
import type { AskedDeduction, LineWork } from "@/lib/work-types.ts";
import type { EditedLine } from "./lines-editor.tsx";
import { WorkTypeSelect } from "./work-type-select.tsx";

const ASKED = ["none", "rot", "rut", "green"] as const satisfies readonly AskedDeduction[];

type Props<Line extends EditedLine> = {
  customerId: string;
  value: AskedDeduction;
  lines: Line[];
  onChange: (part: { deduction?: AskedDeduction; lines?: Line[] }) => void;
  /** All work got one kind. */
  onWork?: (work: LineWork | null) => void;
};

/** The choice, for those who can have a deduction: private customers. */
export function DeductionChoice<Line extends EditedLine>(props: Props<Line>) {
  const { value, lines, onChange, onWork } = props;
  const { t } = useTranslation();
  const label = useId();
  const { data: customer } = useQuery(pickedCustomer(props.customerId));
  if (customer?.kind !== "private" && value === "none") return null;
  // Work and material of an installation belong together; a whole one at a fixed price says so on its line.
  const kinds = value === "green" ? ["work", "material"] : ["work"];
  const work = lines.filter((line) => kinds.includes(line.kind) && line.locked === undefined);
  const [first] = work;
  const alike = work.every((line) => line.work_type === first?.work_type);
  const common = alike ? first?.work_type : null;
  const setAll = (type: LineWork | null) => {
    const next = lines.map((line) => (work.includes(line) ? { ...line, work_type: type } : line));
    onChange({ lines: next });
    onWork?.(type);
  };
  return (
    <Stack gap="xs" data-path="deduction" tabIndex={-1}>
      <div>
        <Text size="sm" fw={500} mb={4} id={label}>
          {t("deductions.ask")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          data={ASKED.map((asked) => ({ value: asked, label: t(`deductions.asked.${asked}`) }))}
          value={value}
          onChange={(asked) => onChange({ deduction: asked as AskedDeduction })}
        />
      </div>
      {value !== "none" && (
        <>
          <Text size="xs" c="dimmed">
            {t(value === "green" ? "deductions.askHintGreen" : "deductions.askHint")}
          </Text>
          <WorkTypeSelect
            label={t(value === "green" ? "deductions.allInstallation" : "deductions.allWork")}
            deduction={value}
            placeholder={alike ? undefined : t("deductions.mixed")}
            value={common ?? null}
            onChange={setAll}
          />
        </>
      )}
    </Stack>
  );
}
