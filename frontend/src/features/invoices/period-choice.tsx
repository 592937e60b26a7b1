/** When were the invoices issued that are shown? */
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PERIODS, type Period } from "./list-filters.ts";

type Props = { period: Period | undefined; onPeriod: (period: Period | undefined) => void };

/** The choice of a period. */
export function PeriodChoice({ period, onPeriod }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t("invoices.period.label")}
      data={[
        { value: "", label: t("invoices.period.any") },
        ...PERIODS.map((value) => ({ value: value as string, label: t(`invoices.period.${value}`) })),
      ]}
      value={period ?? ""}
      onChange={(value) => onPeriod(PERIODS.find((each) => each === value))}
      allowDeselect={false}
      flex={{ base: "1 1 100%", sm: "0 0 10.5rem" }}
    />
  );
}
