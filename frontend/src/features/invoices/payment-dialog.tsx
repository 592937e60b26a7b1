/** How is a payment noted? How much, when and how; on this invoice, on others too, and the rest for the customer. */
import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { isProblem, type ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { divide } from "./divide.ts";
import classes from "./invoices.module.css";
import { balanceQuery, openInvoices } from "./payment-queries.ts";
import { type Invoice, invoiceQuery, useRegisterPayment } from "./queries.ts";

type PaymentMethod = Schema<"PaymentMethod">;

const METHODS = ["bankgiro", "swish", "card", "cash", "other"] as const satisfies readonly PaymentMethod[];

/** What is wrong, by field. Money is named in kronor, not in the öre of the limit. */
function errorsOf(t: Translate, problem: ProblemError | null): Record<string, string> {
  if (!problem) return {};
  const errors = formErrors(t, problem.errors);
  const most = problem.errors.find(({ pointer }) => pointer === "/amount_ore")?.params.max;
  if (problem.code === "overpayment" && most !== undefined)
    errors.amount_ore = t("invoices.overpayment", { left: showKr(Number(most)) });
  else if (errors.amount_ore) errors.amount_ore = t("invoices.amountPositive");
  if (errors.paid_on) errors.paid_on = t("invoices.paidOnWrong");
  return errors;
}

/** The dialog. What was typed stays when it is refused. */
export function PaymentDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const register = useRegisterPayment();
  const [amount, setAmount] = useState<number | null>(invoice.remaining_ore);
  const [day, setDay] = useState<string | null>(today());
  const [method, setMethod] = useState<PaymentMethod>("bankgiro");
  const [reference, setReference] = useState("");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const errors = { ...errorsOf(t, register.error), ...missing };
  const first = Object.keys(errors)[0];
  useEffect(() => {
    if (first) focusField(first);
  }, [first]);
  const [more, setMore] = useState(false);
  const [fee, setFee] = useState(0);
  const [useBalance, setUseBalance] = useState(false);
  const [others, setOthers] = useState<Record<string, number>>({});
  const { data: balance } = useQuery(balanceQuery(invoice.customer_id));
  const credit = balance?.balance_ore ?? 0;
  const { here, left: over } = divide(
    { amount: amount ?? 0, fee, balance: useBalance ? credit : 0 },
    invoice.remaining_ore,
    Object.values(others),
  );
  const left = invoice.remaining_ore - here;
  // Credit that isn't needed stays with the customer.
  const kept = useBalance ? Math.max(0, over - credit) : over;
  // A plain payment is for this invoice alone: what is too much could be a slip, and the server refuses it.
  const plain = !more;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amount === null || day === null) {
      setMissing({
        ...(amount === null && { amount_ore: t("invoices.amountPositive") }),
        ...(day === null && { paid_on: t("problem.field.required") }),
      });
      return;
    }
    setMissing({});
    register.mutate(
      {
        id: invoice.id,
        version: invoice.version,
        payment: {
          amount_ore: amount,
          paid_on: day,
          method,
          reference,
          ...(!plain && {
            fee_ore: fee,
            parts: [
              ...(here > 0 ? [{ invoice_id: invoice.id, amount_ore: here }] : []),
              ...Object.entries(others).map(([invoice_id, amount_ore]) => ({ invoice_id, amount_ore })),
            ],
          }),
        },
      },
      {
        onSuccess: () => {
          notifications.show({
            color: "green",
            message: t("invoices.paymentRegistered", { amount: showKr(amount) }),
          });
          onClose();
        },
        // The dialog goes on with what is left now.
        onError: (problem) =>
          isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("invoices.paymentTitle", { number: invoice.number ?? "" })}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={register.error?.errors.length ? null : register.error} />
          <DecimalInput
            label={t("invoices.paymentAmount")}
            description={t("invoices.leftNow", { left: showKr(invoice.remaining_ore) })}
            decimals={2}
            atLeast={2}
            path="amount_ore"
            data-autofocus
            rightSection={
              <Text size="sm" c="dimmed">
                kr
              </Text>
            }
            value={amount}
            error={errors.amount_ore}
            onChange={(value) => {
              setAmount(value);
              setMissing({});
            }}
          />
          {amount !== null && (more || over === 0) && (
            <Text size="sm" c="dimmed" role="status">
              {left === 0 ? t("invoices.paidInFull") : t("invoices.leftAfter", { left: showKr(left) })}
              {kept > 0 && ` ${t("invoices.overKept", { over: showKr(kept) })}`}
              {over < 0 && ` ${t("invoices.overMissing", { missing: showKr(-over) })}`}
            </Text>
          )}
          <DayInput
            label={t("invoices.paidOn")}
            path="paid_on"
            maxDate={today()}
            value={day}
            error={errors.paid_on}
            onChange={setDay}
          />
          <Select
            label={t("invoices.methodName")}
            allowDeselect={false}
            data={METHODS.map((value) => ({ value, label: t(`invoices.method.${value}`) }))}
            data-path="method"
            value={method}
            error={errors.method}
            onChange={(value) => value && setMethod(value as PaymentMethod)}
          />
          <TextInput
            label={t("invoices.paymentReference")}
            description={t("invoices.paymentReferenceHint")}
            maxLength={80}
            data-path="reference"
            value={reference}
            error={errors.reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          {more ? (
            <More
              invoice={invoice}
              fee={fee}
              onFee={setFee}
              credit={credit}
              useBalance={useBalance}
              onUseBalance={setUseBalance}
              others={others}
              onOthers={setOthers}
              onSetOff={(amounts) => {
                setOthers(amounts);
                const setOff = Object.values(amounts).reduce((sum, each) => sum - Math.min(each, 0), 0);
                setAmount(Math.max(0, invoice.remaining_ore - setOff));
              }}
              errors={errors}
            />
          ) : (
            <Button variant="subtle" onClick={() => setMore(true)}>
              {t("invoices.morePayment")}
            </Button>
          )}
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={register.isPending}>
              {t("invoices.registerPayment")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type MoreProps = {
  invoice: Invoice;
  fee: number;
  onFee: (fee: number) => void;
  credit: number;
  useBalance: boolean;
  onUseBalance: (use: boolean) => void;
  others: Record<string, number>;
  onOthers: (others: Record<string, number>) => void;
  /** Credit notes were set off or let go: less or more money is expected. */
  onSetOff: (others: Record<string, number>) => void;
  errors: Record<string, string>;
};

/** What the bank kept, what the customer has to their credit or is owed by credit notes, and their other invoices. */
function More({ invoice, others, onOthers, ...props }: MoreProps) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(openInvoices(invoice.customer_id));
  const rest = data.filter(({ id, remaining_ore }) => id !== invoice.id && remaining_ore > 0);
  const notes = data.filter(({ remaining_ore }) => remaining_ore < 0);
  const saying = (id: string, amount: number | null) => {
    const { [id]: _, ...kept } = others;
    return amount === null || amount === 0 ? kept : { ...kept, [id]: amount };
  };
  return (
    <>
      <DecimalInput
        label={t("invoices.fee")}
        description={t("invoices.feeHint")}
        decimals={2}
        atLeast={2}
        path="fee_ore"
        value={props.fee}
        error={props.errors.fee_ore}
        onChange={(fee) => props.onFee(fee ?? 0)}
      />
      {props.credit > 0 && (
        <Checkbox
          label={t("invoices.useBalance", { balance: showKr(props.credit) })}
          checked={props.useBalance}
          onChange={(event) => props.onUseBalance(event.currentTarget.checked)}
        />
      )}
      {notes.map(({ id, number, remaining_ore }) => {
        // Of a larger one the rest stays open.
        const used = -Math.min(-remaining_ore, invoice.remaining_ore);
        return (
          <Checkbox
            key={id}
            label={t("invoices.setOff", { number: number ?? "", amount: showKr(-used) })}
            checked={others[id] !== undefined}
            onChange={(event) => props.onSetOff(saying(id, event.currentTarget.checked ? used : null))}
          />
        );
      })}
      {rest.length > 0 && (
        <section aria-label={t("invoices.otherInvoices")}>
          <Text size="sm" fw={600}>
            {t("invoices.otherInvoices")}
          </Text>
          <ul className={classes.plain}>
            {rest.map(({ id, number, title, remaining_ore }) => (
              <li key={id}>
                <DecimalInput
                  label={t("invoices.otherInvoice", {
                    number: number ?? "",
                    title,
                    left: showKr(remaining_ore),
                  })}
                  decimals={2}
                  atLeast={2}
                  value={others[id] ?? null}
                  onChange={(amount) => onOthers(saying(id, amount))}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
