/** Which kind of work is a line, for its tax deduction? */
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import {
  type AskedDeduction,
  deductionsOfKind,
  type LineWork,
  lineWork,
  WORK_TYPES,
  type WorkType,
} from "@/lib/work-types.ts";

type Props = {
  label: string;
  /** The deduction that is asked for; `any` offers the work of all of them. */
  deduction: AskedDeduction | "any";
  /** What sort of line it is for; work where nothing is said. */
  kind?: Schema<"LineKind">;
  value: WorkType | null;
  onChange: (value: LineWork | null) => void;
  disabled?: boolean;
  error?: string | undefined;
  placeholder?: string | undefined;
  "data-path"?: string;
  classNames?: { label?: string | undefined };
};

/** The choice; nothing where no deduction is asked for. */
export function WorkTypeSelect({ deduction, kind = "work", value, onChange, placeholder, ...rest }: Props) {
  const { t } = useTranslation();
  if (deduction === "none") return null;
  const chosen = lineWork(value);
  const kinds = deductionsOfKind(kind).filter((each) => deduction === "any" || each === deduction);
  if (kinds.length === 0) return null;
  const option = (type: LineWork) => ({ value: type, label: t(`deductions.work.${type}`) });
  const groups = kinds.map((kind) => ({
    group: t(`deductions.kinds.${kind}`),
    items: WORK_TYPES[kind].map(option),
  }));
  // Work of the other deduction stays to be seen: it doesn't count here.
  const known = groups.some(({ items }) => items.some((item) => item.value === chosen));
  const strange = chosen && !known ? [{ group: t("deductions.noWorkType"), items: [option(chosen)] }] : [];
  return (
    <Select
      {...rest}
      size="sm"
      clearable
      clearButtonProps={{ "aria-label": t("common.clear") }}
      placeholder={placeholder ?? t("deductions.noWorkType")}
      data={[...groups, ...strange]}
      value={chosen}
      onChange={(type) => onChange(lineWork(type as WorkType | null))}
    />
  );
}
