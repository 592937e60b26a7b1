/** How are details shown to those who only read? As names and values. */
import type { ReactNode } from "react";
import classes from "./facts.module.css";

type Props = { facts: { label: string; value: ReactNode }[] };

/** Names and values; what is empty says so with a dash. */
export function Facts({ facts }: Props) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value || "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
