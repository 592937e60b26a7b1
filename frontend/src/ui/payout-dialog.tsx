/** For which cases has the tax agency paid? One sum from the bank, divided on those that wait for it. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { awaitedQuery, usePayout } from "@/api/payouts.ts";
import { addUp } from "@/lib/add-up.ts";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "./day-input.tsx";
import { DecimalInput } from "./decimal-input.tsx";
import { Dialog } from "./dialog.tsx";
import { Loaded } from "./loaded.tsx";
import classes from "./payout-dialog.module.css";
import { ProblemAlert } from "./problem-alert.tsx";

type CaseItem = Schema<"DeductionCaseItem">;
/** A row of the bank's file that is the payout. */
type FromBank = { id: string; paid_on: string; amount: number; reference: string };
type Props = { onClose: () => void; only?: string; bank?: FromBank };

/** The dialog; with `only` for one case, with `bank` for what the bank's file says came in. */
export function PayoutDialog({ onClose, only, bank }: Props) {
  const { t } = useTranslation();
  const query = useQuery(awaitedQuery);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("claims.payout")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Loaded query={query} lines={3}>
        {(rows) => (
          <Choice rows={rows.filter(({ id }) => !only || id === only)} bank={bank} onClose={onClose} />
        )}
      </Loaded>
    </Dialog>
  );
}

/** What is ticked at first: all; of the bank's sum what adds up to it. */
function begin(rows: CaseItem[], bank: FromBank | undefined): ReadonlyMap<string, number> {
  const fit =
    bank &&
    addUp(
      rows.map((row) => row.awaited_ore),
      bank.amount,
    );
  const chosen = bank ? rows.filter((_, place) => fit?.has(place)) : rows;
  return new Map(chosen.map((row) => [row.id, row.awaited_ore]));
}

type ChoiceProps = { rows: CaseItem[]; bank: FromBank | undefined; onClose: () => void };

function Choice({ rows, bank, onClose }: ChoiceProps) {
  const { t } = useTranslation();
  const payout = usePayout();
  const [amounts, setAmounts] = useState(() => begin(rows, bank));
  const [day, setDay] = useState<string | null>(bank?.paid_on ?? today());
  const [reference, setReference] = useState(bank?.reference ?? "");
  const chosen = rows.filter(({ id }) => amounts.has(id));
  const sum = chosen.reduce((all, { id }) => all + (amounts.get(id) ?? 0), 0);
  const left = bank ? bank.amount - sum : 0;
  const errors = formErrors(t, payout.error?.errors ?? []);
  const set = (id: string, amount: number | undefined) => {
    const next = new Map(amounts);
    if (amount === undefined) next.delete(id);
    else next.set(id, amount);
    setAmounts(next);
  };
  const act = (event: FormEvent) => {
    event.preventDefault();
    if (!day) return;
    payout.mutate(
      {
        paid_on: day,
        amount_ore: sum,
        reference,
        imported_payment_id: bank?.id ?? null,
        parts: chosen.map(({ id }) => ({ case_id: id, amount_ore: amounts.get(id) ?? 0 })),
      },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("claims.payoutDone", { sum: showKr(sum) }) });
          onClose();
        },
      },
    );
  };
  if (rows.length === 0) return <Text>{t("claims.nothingAwaited")}</Text>;
  return (
    <form onSubmit={act} noValidate>
      <Stack gap="sm">
        <ProblemAlert
          error={payout.error}
          labels={(path) => (path === "paid_on" ? t("claims.paidDay") : undefined)}
        />
        <Text size="sm">
          {bank
            ? t("claims.payoutFromBank", { sum: showKr(bank.amount), day: bank.paid_on })
            : t("claims.payoutText")}
        </Text>
        {!bank && (
          <DayInput
            label={t("claims.paidDay")}
            value={day}
            onChange={setDay}
            path="paid_on"
            maxDate={today()}
          />
        )}
        <TextInput
          label={t("claims.payoutReference")}
          maxLength={100}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <ul className={classes.rows} aria-label={t("claims.tab.cases")}>
          {rows.map((row) => (
            <Part
              key={row.id}
              row={row}
              amount={amounts.get(row.id)}
              error={errors[`parts.${chosen.indexOf(row)}.amount_ore`]}
              onChange={(amount) => set(row.id, amount)}
            />
          ))}
        </ul>
        {bank && (
          <Text size="sm" role="status" className={classes.figures}>
            {left === 0 && t("claims.payoutEven")}
            {left > 0 && t("claims.payoutLeft", { sum: showKr(left) })}
            {left < 0 && t("claims.payoutOver", { sum: showKr(-left) })}
          </Text>
        )}
        <Group justify="space-between">
          <Text fw={650} className={classes.figures}>
            {t("claims.chosen", { count: chosen.length, sum: showKr(sum) })}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={sum === 0 || !day || left !== 0} loading={payout.isPending}>
              {t("claims.payoutDo")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

type PartProps = {
  row: CaseItem;
  /** Undefined: not part of it. */
  amount: number | undefined;
  error: string | undefined;
  onChange: (amount: number | undefined) => void;
};

function Part({ row, amount, error, onChange }: PartProps) {
  const { t } = useTranslation();
  const name = t("claims.row", { name: row.name, number: row.invoice_number });
  return (
    <li className={classes.row}>
      <Checkbox
        checked={amount !== undefined}
        onChange={() => onChange(amount === undefined ? row.awaited_ore : undefined)}
        label={name}
        description={t("claims.payoutAwaited", { sum: showKr(row.awaited_ore) })}
      />
      {amount !== undefined && (
        <DecimalInput
          aria-label={t("claims.payoutAmount", { name })}
          decimals={2}
          atLeast={2}
          value={amount}
          error={error}
          onChange={(next) => onChange(next ?? 0)}
        />
      )}
    </li>
  );
}
