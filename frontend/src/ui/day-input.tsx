/** How is a day entered? Typed as days are written in Sweden, or picked; what is no day stays in the field and says so. */
import { DateInput, type DateInputProps } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import IconCalendar from "@tabler/icons-react/dist/esm/icons/IconCalendar.mjs";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { parseDay } from "@/lib/day-text.ts";
import { useUnreadable } from "./unreadable.ts";

type Props = Omit<DateInputProps, "value" | "onChange" | "minDate" | "maxDate"> & {
  /** ISO day, or null. */
  value: string | null;
  /** Told of days that can be read; null when the field is emptied. */
  onChange: (day: string | null) => void;
  path?: string;
  /** ISO days between which it must lie. */
  minDate?: string;
  maxDate?: string;
};

/** A day field. */
export function DayInput({ value, onChange, path, error, minDate, maxDate, ...input }: Props) {
  const { t, i18n } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [told, setTold] = useState(false);
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(value);
  const rest = () => {
    setTyped(null);
    setTold(false);
  };
  if (value !== seen) {
    setSeen(value);
    rest();
  }
  const wrong = (text: string): string | null => {
    if (text.trim() === "") return input.clearable || value === null ? null : t("problem.field.required");
    const day = parseDay(text, today(), i18n.language);
    if (day === null) return t("common.dayFormat");
    if (minDate && day < minDate) return t("common.dayEarliest", { day: minDate });
    if (maxDate && day > maxDate) return t("common.dayLatest", { day: maxDate });
    return null;
  };
  const fault = typed === null ? null : wrong(typed);
  useUnreadable(field, fault !== null, () => setTold(true));
  return (
    <DateInput
      valueFormat="YYYY-MM-DD"
      locale={i18n.language}
      firstDayOfWeek={1}
      withWeekNumbers
      data-path={path}
      rightSection={<IconCalendar size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      // What empties it stands in the place of the calendar, where both have no room on the phone.
      clearSectionMode="clear"
      popoverProps={{ withinPortal: true, onOpen: () => setOpen(true), onClose: () => setOpen(false) }}
      {...input}
      ref={field}
      // Escape closes the calendar, and only then the dialog around it.
      data-mantine-stop-propagation={open || undefined}
      minDate={minDate}
      maxDate={maxDate}
      dateParser={(text) => parseDay(text, today(), i18n.language)}
      // Text that is no day stays to be mended.
      fixOnBlur={fault === null}
      error={told && fault ? fault : error}
      value={value}
      onChange={(day) => {
        rest();
        onChange(day);
      }}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => setTold(fault !== null)}
      onKeyDown={(event) => {
        input.onKeyDown?.(event);
        if (event.key === "Enter") setTold(fault !== null);
      }}
    />
  );
}
