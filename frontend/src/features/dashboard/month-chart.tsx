/** How did business go month by month? Bars for the eyes, a table for the ears. */
import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import "@mantine/core/styles/ColorSwatch.layer.css";
import { Table, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showMonth } from "@/lib/date.ts";
import { showWholeKr } from "@/lib/number.ts";
import classes from "./dashboard.module.css";
import { axisAmount } from "./what-waits.ts";

type Props = { months: Schema<"MonthOfInvoices">[] };

/** Invoiced, paid, and late now, by month. */
export function MonthChart({ months }: Props) {
  const { t, i18n } = useTranslation();
  const rows = months.map(({ month, invoiced_ore, paid_ore, overdue_ore }) => ({
    month: showMonth(month, i18n.language, "short"),
    invoiced: invoiced_ore / 100,
    paid: paid_ore / 100,
    overdue: overdue_ore / 100,
  }));
  return (
    <>
      <div aria-hidden className={classes.chart}>
        <BarChart
          h={280}
          data={rows}
          dataKey="month"
          series={[
            { name: "invoiced", label: t("dashboard.invoiced"), color: "light-dark(#2f5bd3, #6a91ec)" },
            { name: "paid", label: t("dashboard.paid"), color: "light-dark(#2f9e6e, #51b98a)" },
            { name: "overdue", label: t("dashboard.overdueNow"), color: "light-dark(#c2410c, #f08c5a)" },
          ]}
          withLegend
          legendProps={{ verticalAlign: "top", height: 36, itemSorter: null }}
          maxBarWidth={18}
          barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
          accessibilityLayer={false}
          valueFormatter={(kronor) => showWholeKr(Math.round(kronor * 100))}
          yAxisProps={{
            width: 64,
            tickFormatter: (kronor: number) => {
              const { unit, amount } = axisAmount(kronor);
              return t(`dashboard.units.${unit}`, { amount });
            },
          }}
        />
      </div>
      <VisuallyHidden>
        <Table aria-label={t("dashboard.months")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("dashboard.month")}</Table.Th>
              <Table.Th>{t("dashboard.invoiced")}</Table.Th>
              <Table.Th>{t("dashboard.paid")}</Table.Th>
              <Table.Th>{t("dashboard.overdueNow")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.map(({ month, invoiced_ore, paid_ore, overdue_ore }) => (
              <Table.Tr key={month}>
                <Table.Th scope="row">{showMonth(month, i18n.language, "long")}</Table.Th>
                <Table.Td>{showWholeKr(invoiced_ore)}</Table.Td>
                <Table.Td>{showWholeKr(paid_ore)}</Table.Td>
                <Table.Td>{showWholeKr(overdue_ore)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </>
  );
}
