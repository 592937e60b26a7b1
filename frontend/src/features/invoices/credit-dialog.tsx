/** What of an invoice is taken back? All that is left or some lines, with what the credit note comes to, before it is made. */
import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type ProblemError } from "@/api/problem.ts";
import { showKr, showOre, showQuantity } from "@/lib/number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import {
  type Choice,
  type CreditableLine,
  creditable,
  leftOf,
  linesOf,
  type Taken,
  WHOLE,
} from "./credit.ts";
import { type CreditInvoice, creditRehearsal, useCredit } from "./credit-queries.ts";
import classes from "./invoices.module.css";
import { deductedOf, type Invoice, invoiceQuery } from "./queries.ts";

type Props = { invoice: Invoice; onClose: () => void };

const PAUSE_MILLIS = 300;

/** The dialog. */
export function CreditDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [some, setSome] = useState(false);
  const [choice, setChoice] = useState<Choice>(new Map());
  const [note, setNote] = useState("");
  const [release, setRelease] = useState(false);
  const ofOrders = invoice.lines.some((line) => line.order_line_id || line.time_entry_ids.length > 0);
  const lines = some ? linesOf(choice) : undefined;
  const body: CreditInvoice | null =
    lines === null ? null : { lines: lines ?? null, note, release_work: release && ofOrders, issue: true };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("invoices.credit.title", { number: invoice.number ?? "" })}
      size="44rem"
      fullScreen={phone}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t("invoices.credit.what")}
          fullWidth
          value={some ? "some" : "all"}
          onChange={(value) => setSome(value === "some")}
          data={[
            { value: "all", label: t("invoices.credit.all") },
            { value: "some", label: t("invoices.credit.some") },
          ]}
        />
        {some && <Lines lines={creditable(invoice)} choice={choice} onChange={setChoice} />}
        <Textarea
          label={t("invoices.credit.note")}
          description={t("invoices.credit.noteHint")}
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {ofOrders && (
          <Checkbox
            className={classes.tick}
            checked={release}
            onChange={(event) => setRelease(event.currentTarget.checked)}
            label={t("invoices.credit.release")}
            description={t("invoices.credit.releaseHint")}
          />
        )}
        <Outcome invoice={invoice} body={body} onClose={onClose} />
      </Stack>
    </Dialog>
  );
}

/** What it comes to, and the buttons. */
function Outcome({ invoice, body, onClose }: Props & { body: CreditInvoice | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const make = useCredit();
  const [settled] = useDebouncedValue(body, PAUSE_MILLIS);
  const asked = settled ?? { lines: null, note: "", release_work: false, issue: false };
  // What is typed into the note changes no sum.
  const rehearsal = useQuery({
    ...creditRehearsal(invoice, { ...asked, note: "" }),
    enabled: body !== null && settled !== null,
  });
  const sums = body ? rehearsal.data : undefined;
  const act = (issue: boolean) =>
    body &&
    make.mutate(
      { invoice, body: { ...body, issue } },
      {
        onSuccess: ({ id, number }) => {
          if (issue)
            notifications.show({
              color: "green",
              message: t("invoices.credit.done", { number: number ?? "" }),
            });
          onClose();
          navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id } });
        },
        onError: (problem) =>
          isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
      },
    );
  return (
    <>
      {sums && (
        <Sums
          totals={sums.totals}
          pricesIncludeVat={sums.prices_include_vat}
          of="invoice"
          deducted={deductedOf(sums)}
        />
      )}
      {sums && <Afterwards invoice={invoice} credited={sums.deducted_ore - sums.totals.total_ore} />}
      <Refused
        error={(make.error ?? (body ? rehearsal.error : null)) as ProblemError | null}
        deducted={invoice.deducted_ore > 0}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button variant="default" disabled={!sums} loading={make.isPending} onClick={() => act(false)}>
          {t("invoices.credit.draft")}
        </Button>
        <Button disabled={!sums} loading={make.isPending} onClick={() => act(true)}>
          {t("invoices.credit.issue")}
        </Button>
      </Group>
    </>
  );
}

function Afterwards({ invoice, credited }: { invoice: Invoice; credited: number }) {
  const { t } = useTranslation();
  const settles = Math.min(credited, invoice.remaining_ore);
  const back = credited - settles;
  return (
    <Text size="sm" c="dimmed" role="status">
      {t("invoices.credit.leftAfter", { left: showKr(invoice.remaining_ore - settles) })}
      {back > 0 && ` ${t("invoices.credit.back", { amount: showKr(back) })}`}
    </Text>
  );
}

/** A limit is named in the line's own terms. */
function Refused({ error, deducted }: { error: ProblemError | null; deducted: boolean }) {
  const { t } = useTranslation();
  if (!error) return null;
  const most = error.errors.find(({ pointer }) => pointer.endsWith("/amount_ore"))?.params.max;
  const words =
    error.code === "negative_total"
      ? t(deducted ? "invoices.credit.moreOfDeduction" : "invoices.credit.together")
      : most !== undefined && t("invoices.credit.tooMuch", { left: showKr(Number(most)) });
  if (!words) return <ProblemAlert error={error} />;
  return (
    <Text size="sm" c="red" role="alert">
      {words}
    </Text>
  );
}

type LinesProps = { lines: CreditableLine[]; choice: Choice; onChange: (choice: Choice) => void };

function Lines({ lines, choice, onChange }: LinesProps) {
  const { t } = useTranslation();
  const put = (id: string, taken: Taken | null) => {
    const next = new Map(choice);
    if (taken) next.set(id, taken);
    else next.delete(id);
    onChange(next);
  };
  return (
    <section aria-label={t("invoices.credit.lines")}>
      {lines.map((line) => {
        const taken = choice.get(line.id);
        const left = leftOf(line);
        return (
          <div key={line.id} className={classes.creditLine}>
            <Checkbox
              className={classes.tick}
              checked={taken !== undefined}
              onChange={(event) => put(line.id, event.currentTarget.checked ? WHOLE : null)}
              label={
                <span className={classes.tickRow}>
                  <span>{line.description}</span>
                  <span className="figures">
                    {showQuantity(left.quantity)} {line.unit}
                  </span>
                  <span className="figures">{showOre(left.amount)}</span>
                </span>
              }
            />
            {taken && <HowMuch line={line} taken={taken} onChange={(next) => put(line.id, next)} />}
          </div>
        );
      })}
    </section>
  );
}

type HowMuchProps = { line: CreditableLine; taken: Taken; onChange: (taken: Taken) => void };

function HowMuch({ line, taken, onChange }: HowMuchProps) {
  const { t } = useTranslation();
  const left = leftOf(line);
  const ways = ["rest", ...(left.quantity > 0 ? ["quantity"] : []), "amount"] as Taken["way"][];
  return (
    <Group gap="sm" align="flex-end" className={classes.howMuch}>
      <Select
        aria-label={t("invoices.credit.way", { line: line.description })}
        allowDeselect={false}
        data={ways.map((value) => ({ value, label: t(`invoices.credit.ways.${value}`) }))}
        value={taken.way}
        onChange={(value) => value && onChange({ ...taken, way: value as Taken["way"] })}
      />
      {taken.way === "quantity" && (
        <DecimalInput
          aria-label={t("invoices.credit.quantity", { line: line.description })}
          decimals={3}
          value={taken.quantity}
          onChange={(quantity) => onChange({ ...taken, quantity })}
          rightSection={<Unit text={line.unit} />}
        />
      )}
      {taken.way === "amount" && (
        <DecimalInput
          aria-label={t("invoices.credit.amount", { line: line.description })}
          decimals={2}
          atLeast={2}
          value={taken.amount}
          onChange={(amount) => onChange({ ...taken, amount })}
          rightSection={<Unit text="kr" />}
        />
      )}
    </Group>
  );
}

function Unit({ text }: { text: string }) {
  return (
    <Text size="sm" c="dimmed" component="span" aria-hidden>
      {text}
    </Text>
  );
}
