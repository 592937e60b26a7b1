/** How is a day entered? Typed as 2026-11-28 or picked. */
import { DateInput, type DateInputProps } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import IconCalendar from "@tabler/icons-react/dist/esm/icons/IconCalendar.mjs";
import { useTranslation } from "react-i18next";

type Props = Omit<DateInputProps, "value" | "onChange"> & {
  /** ISO day, or null. */
  value: string | null;
  onChange: (day: string | null) => void;
  path?: string;
};

/** A day field. */
export function DayInput({ value, onChange, path, ...input }: Props) {
  const { i18n } = useTranslation();
  return (
    <DateInput
      valueFormat="YYYY-MM-DD"
      locale={i18n.language}
      firstDayOfWeek={1}
      withWeekNumbers
      data-path={path}
      rightSection={<IconCalendar size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      popoverProps={{ withinPortal: true }}
      {...input}
      value={value}
      onChange={(day) => onChange(day)}
    />
  );
}
