/** How do a few numbers of each month look? Bars beside or upon each other, for the eyes alone: a table says the same. */
import type { CSSProperties } from "react";
import { ticksFor } from "@/lib/scale.ts";
import classes from "./bar-chart.module.css";

type Series<Name extends string> = { name: Name; label: string; color: string };
type Row<Name extends string> = { label: string } & Record<Name, number>;

type Props<Name extends string> = {
  rows: Row<Name>[];
  series: Series<Name>[];
  height: number;
  /** Upon each other; they are counted things. */
  stacked?: boolean;
  /** A number beside the chart in words. */
  tick: (value: number) => string;
  /** A number of a bar in words. */
  value: (value: number) => string;
};

/** The chart. */
export function BarChart<Name extends string>({ rows, series, height, stacked, tick, value }: Props<Name>) {
  const numbers = rows.flatMap((row) => {
    const each = series.map(({ name }) => row[name]);
    return stacked ? [each.reduce((sum, number) => sum + number, 0)] : each;
  });
  const ticks = ticksFor(numbers, stacked);
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const part = (number: number) => `${(number / (high - low)) * 100}%`;
  return (
    <div className={classes.chart} aria-hidden>
      <div className={classes.legend}>
        {series.map(({ name, label, color }) => (
          <span key={name} className={classes.key}>
            <span className={classes.dot} style={{ background: color }} />
            {label}
          </span>
        ))}
      </div>
      <div className={classes.frame} style={{ height }}>
        {ticks.map((number) => (
          <div key={number} className={classes.tick} style={{ bottom: part(number - low) }}>
            <span className={classes.tickText}>{tick(number)}</span>
          </div>
        ))}
        <div className={classes.columns}>
          {rows.map((row) => (
            <div key={row.label} className={classes.column}>
              <div className={classes.bars} data-stacked={stacked || undefined}>
                {series.map(({ name, color }) => {
                  const number = row[name];
                  const style: CSSProperties = stacked
                    ? { background: color, height: part(number) }
                    : {
                        background: color,
                        height: part(Math.abs(number)),
                        bottom: part(Math.min(number, 0) - low),
                      };
                  return <span key={name} className={classes.bar} style={style} />;
                })}
              </div>
              <div className={classes.card}>
                <strong>{row.label}</strong>
                {series.map(({ name, label, color }) => (
                  <span key={name} className={classes.key}>
                    <span className={classes.dot} style={{ background: color }} />
                    {label}
                    <span className={classes.number}>{value(row[name])}</span>
                  </span>
                ))}
              </div>
            </div>
          ))}
        </div>
      </div>
      <div className={classes.names}>
        {rows.map(({ label }) => (
          <span key={label}>{label}</span>
        ))}
      </div>
    </div>
  );
}
