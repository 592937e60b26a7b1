/** How old is what customers owe? One part an age; each narrows the list to it. */
import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showWholeKr } from "@/lib/number.ts";
import classes from "./ageing-strip.module.css";
import { ageingQuery } from "./queries.ts";

type Age = Schema<"LedgerAge">;
type Props = {
  customer: string | undefined;
  age: Age | undefined;
  /** Undefined shows all ages again. */
  onAge: (age: Age | undefined) => void;
};

/** The strip; nothing when nobody owes anything. */
export function AgeingStrip({ customer, age, onAge }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(ageingQuery(customer));
  const whole = data?.items.reduce((sum, { open_ore }) => sum + open_ore, 0) ?? 0;
  if (!data || whole <= 0) return null;
  return (
    <fieldset className={classes.strip} aria-label={t("invoices.ageing")}>
      {data.items.map(({ age: of, count, open_ore }) => (
        <UnstyledButton
          key={of}
          className={classes.part}
          data-age={of}
          aria-pressed={of === age}
          disabled={count === 0 && of !== age}
          onClick={() => onAge(of === age ? undefined : of)}
        >
          <span className={classes.name}>{t(`invoices.age.${of}`)}</span>
          <span className={classes.sum}>{showWholeKr(open_ore)}</span>
          <span className={classes.count}>{t("invoices.figure.count", { count })}</span>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${Math.round((100 * open_ore) / whole)}%` }} />
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
