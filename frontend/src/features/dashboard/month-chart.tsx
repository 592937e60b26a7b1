/** How did business go month by month? Bars for the eyes, a table for the ears. */
import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showMonth } from "@/lib/date.ts";
import { showWholeKr } from "@/lib/number.ts";
import { BarChart } from "@/ui/bar-chart.tsx";
import { axisAmount } from "./what-waits.ts";

type Props = { months: Schema<"MonthOfInvoices">[] };

/** Invoiced, paid, and late now, by month. */
export function MonthChart({ months }: Props) {
  const { t, i18n } = useTranslation();
  const rows = months.map(({ month, invoiced_ore, paid_ore, overdue_ore }) => ({
    label: showMonth(month, i18n.language, "short"),
    invoiced: invoiced_ore / 100,
    paid: paid_ore / 100,
    overdue: overdue_ore / 100,
  }));
  return (
    <>
      <BarChart
        height={220}
        rows={rows}
        series={[
          { name: "invoiced", label: t("dashboard.invoiced"), color: "light-dark(#2f5bd3, #6a91ec)" },
          { name: "paid", label: t("dashboard.paid"), color: "light-dark(#2f9e6e, #51b98a)" },
          { name: "overdue", label: t("dashboard.overdueNow"), color: "light-dark(#c2410c, #f08c5a)" },
        ]}
        value={(kronor) => showWholeKr(Math.round(kronor * 100))}
        tick={(kronor) => {
          const { unit, amount } = axisAmount(kronor);
          return t(`dashboard.units.${unit}`, { amount });
        }}
      />
      <VisuallyHidden>
        <table aria-label={t("dashboard.months")}>
          <thead>
            <tr>
              <th>{t("dashboard.month")}</th>
              <th>{t("dashboard.invoiced")}</th>
              <th>{t("dashboard.paid")}</th>
              <th>{t("dashboard.overdueNow")}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, invoiced_ore, paid_ore, overdue_ore }) => (
              <tr key={month}>
                <th scope="row">{showMonth(month, i18n.language, "long")}</th>
                <td>{showWholeKr(invoiced_ore)}</td>
                <td>{showWholeKr(paid_ore)}</td>
                <td>{showWholeKr(overdue_ore)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  );
}
