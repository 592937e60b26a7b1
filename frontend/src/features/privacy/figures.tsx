/** How were the requests of a year answered? Figures and bars for the eyes, a table for the ears. */
import { Group, Select, Text, Title, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showMonth, today } from "@/lib/date.ts";
import { BarChart } from "@/ui/bar-chart.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import classes from "./privacy.module.css";
import { figuresQuery } from "./queries.ts";

type Year = Schema<"PrivacyFigures">;

/** The figures of a year that can be chosen. */
export function Figures() {
  const { t } = useTranslation();
  const now = Number(today().slice(0, 4));
  const [year, setYear] = useState(now);
  const query = useQuery(figuresQuery(year));
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4">
          {t("privacy.figures")}
        </Title>
        <Select
          aria-label={t("privacy.figuresYear")}
          w={110}
          allowDeselect={false}
          data={[0, 1, 2, 3, 4].map((back) => String(now - back))}
          value={String(year)}
          onChange={(value) => value && setYear(Number(value))}
        />
      </Group>
      <Loaded query={query} lines={3}>
        {(figures) => <Shown figures={figures} />}
      </Loaded>
    </>
  );
}

function Shown({ figures }: { figures: Year }) {
  const { t } = useTranslation();
  if (figures.received === 0) return <Text c="dimmed">{t("privacy.noFigures", { year: figures.year })}</Text>;
  const numbers: [string, number | string][] = [
    [t("privacy.figureReceived"), figures.received],
    [t("privacy.figureAnswered"), figures.answered],
    [t("privacy.figureLate"), figures.late],
    [t("privacy.figureDays"), figures.average_days ?? "–"],
  ];
  return (
    <>
      <ul className={classes.numbers}>
        {numbers.map(([label, value]) => (
          <li key={label} className={classes.number}>
            <Text size="sm">{label}</Text>
            <span className={classes.numberValue}>{value}</span>
          </li>
        ))}
      </ul>
      <ul className={classes.kinds}>
        {figures.kinds.map(({ kind, count }) => (
          <li key={kind}>
            {t(`privacy.kind.${kind}`)} <strong>{count}</strong>
          </li>
        ))}
      </ul>
      <Months months={figures.months} />
    </>
  );
}

function Months({ months }: { months: Year["months"] }) {
  const { t, i18n } = useTranslation();
  const series = [
    { name: "in_time", label: t("privacy.inTime"), color: "light-dark(#2f9e6e, #51b98a)" },
    { name: "waiting", label: t("privacy.waitingBar"), color: "light-dark(#2f5bd3, #6a91ec)" },
    { name: "late", label: t("privacy.lateBar"), color: "light-dark(#c92a2a, #ff8787)" },
    { name: "other", label: t("privacy.otherBar"), color: "light-dark(#868e96, #909296)" },
  ] as const;
  return (
    <>
      <BarChart
        height={160}
        stacked
        rows={months.map((row) => ({ ...row, label: showMonth(row.month, i18n.language, "short") }))}
        series={[...series]}
        value={String}
        tick={String}
      />
      <VisuallyHidden>
        <table aria-label={t("privacy.figures")}>
          <thead>
            <tr>
              <th>{t("privacy.month")}</th>
              {series.map(({ name, label }) => (
                <th key={name}>{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((row) => (
              <tr key={row.month}>
                <th scope="row">{showMonth(row.month, i18n.language, "long")}</th>
                <td>{row.in_time}</td>
                <td>{row.waiting}</td>
                <td>{row.late}</td>
                <td>{row.other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  );
}
