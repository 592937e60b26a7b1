/** Which invoices does this payment pay? The office says it: whose it is, which invoices, how much of each. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useFound } from "@/ui/use-found.ts";
import { KRONOR, rest, showAmount, takes } from "./money.ts";
import classes from "./payments.module.css";
import { type ImportedPayment, type InvoiceItem, payableInvoices, useMatch } from "./queries.ts";

type Part = { invoice_id: string; number: string | null; name: string; open: number; amount: number | null };

/** What is wrong, by field; money is named in kronor. */
function errorsOf(t: Translate, problem: ProblemError | null): Record<string, string> {
  if (!problem) return {};
  const errors = formErrors(t, problem.errors);
  for (const { pointer, params } of problem.errors) {
    const limit = params.max ?? params.min;
    if (pointer.endsWith("/amount_ore") && pointer.startsWith("/parts/") && limit !== undefined)
      errors[pointer.slice(1).replaceAll("/", ".")] = t("payments.partLimit", {
        limit: showKr(Number(limit)),
      });
    if (pointer === "/amount_ore" && params.balance !== undefined)
      errors.amount_ore = t("payments.tooLittle", { balance: showKr(Number(params.balance)) });
  }
  return errors;
}

function useParts(payment: ImportedPayment) {
  const [parts, setParts] = useState<Part[]>(() =>
    payment.parts.map((part) => ({
      invoice_id: part.invoice_id,
      number: part.number,
      name: part.customer_name,
      open: part.open_ore,
      amount: part.amount_ore,
    })),
  );
  const [customer, setCustomer] = useState(payment.customer_id);
  const [money, setMoney] = useState({
    amount_ore: payment.amount_ore,
    fee_ore: payment.fee_ore,
    currency_difference_ore: payment.currency_difference_ore,
  });
  const match = {
    amount_ore: money.amount_ore ?? 0,
    fee_ore: money.fee_ore,
    currency_difference_ore: money.currency_difference_ore,
    parts: parts.map(({ invoice_id, amount }) => ({ invoice_id, amount_ore: amount ?? 0 })),
  };
  const add = (invoice: InvoiceItem) => {
    setCustomer((known) => known ?? invoice.customer_id);
    setParts((old) => [
      ...old,
      {
        invoice_id: invoice.id,
        number: invoice.number ?? null,
        name: invoice.customer_name,
        open: invoice.remaining_ore,
        amount:
          payment.currency === KRONOR ? takes(rest(match), invoice.remaining_ore) : invoice.remaining_ore,
      },
    ]);
  };
  const change = (id: string, amount: number | null) =>
    setParts((old) => old.map((part) => (part.invoice_id === id ? { ...part, amount } : part)));
  const remove = (id: string) => setParts((old) => old.filter((part) => part.invoice_id !== id));
  return { parts, customer, setCustomer, money, setMoney, match, add, change, remove };
}

/** The dialog. What was chosen stays when it is refused. */
export function MatchDialog({ payment, onClose }: { payment: ImportedPayment; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useMatch();
  const state = useParts(payment);
  const { parts, customer, match } = state;
  const errors = errorsOf(t, send.error);
  const known = send.error?.errors.every(({ pointer }) => errors[pointer.slice(1).replaceAll("/", ".")]);
  const left = rest(match);
  const ready =
    customer !== null && state.money.amount_ore !== null && parts.every(({ amount }) => amount !== null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!customer || !ready) return;
    send.mutate(
      { id: payment.id, version: payment.version, body: { ...match, customer_id: customer } },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t("payments.matchTitle", {
        amount: showAmount(payment.amount, payment.currency),
        name: payment.payer_name || t("payments.unknownPayer"),
      })}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={send.error?.errors.length && known ? null : send.error} />
          <CustomerPicker
            label={t("payments.customer")}
            path="customer_id"
            value={customer}
            error={errors.customer_id}
            onChange={state.setCustomer}
          />
          <Chosen state={state} errors={errors} />
          <Finder customer={customer} chosen={parts} onAdd={state.add} />
          <Amounts payment={payment} state={state} errors={errors} />
          <Text role="status">
            {left > 0 && t("payments.over", { left: showKr(left) })}
            {left === 0 && t("payments.even")}
            {left < 0 && t("payments.short", { left: showKr(-left) })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={!ready}>
              {t("payments.match")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type State = ReturnType<typeof useParts>;

function Chosen({ state, errors }: { state: State; errors: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.parts} aria-label={t("payments.chosen")}>
      {state.parts.map((part, index) => {
        const name = t("payments.invoice", { number: part.number ?? "" });
        return (
          <li key={part.invoice_id} className={classes.part}>
            <Text size="sm">
              {name} · {part.name}
              <Text component="span" size="sm" c="dimmed" display="block">
                {t("payments.open", { open: showKr(part.open) })}
              </Text>
            </Text>
            <DecimalInput
              aria-label={t("payments.amountFor", { name })}
              decimals={2}
              atLeast={2}
              path={`parts.${index}.amount_ore`}
              value={part.amount}
              error={errors[`parts.${index}.amount_ore`] ?? errors[`parts.${index}.invoice_id`]}
              onChange={(amount) => state.change(part.invoice_id, amount)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t("payments.removePart", { name })}
              onClick={() => state.remove(part.invoice_id)}
            >
              <IconX size={18} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}

type FinderProps = { customer: string | null; chosen: Part[]; onAdd: (invoice: InvoiceItem) => void };

/** Invoices to choose from: the customer's, or those whose words fit. */
function Finder({ customer, chosen, onAdd }: FinderProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const { data = [], settled, shows } = useFound((q) => payableInvoices(q ? null : customer, q), text);
  const found = data
    .filter(({ id }) => !chosen.some(({ invoice_id }) => invoice_id === id))
    .filter((each) => shows(each.number, each.customer_name, each.title));
  return (
    <>
      <TextInput
        type="search"
        label={t("payments.find")}
        description={t("payments.findHint")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.parts} aria-label={t("payments.found")}>
        {found.map((invoice) => (
          <li key={invoice.id}>
            <Button
              variant="subtle"
              justify="flex-start"
              fullWidth
              h="auto"
              mih={44}
              styles={{ label: { whiteSpace: "normal", textAlign: "left" } }}
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => onAdd(invoice)}
            >
              {t("payments.foundInvoice", {
                number: invoice.number ?? "",
                name: invoice.customer_name,
                title: invoice.title,
                open: showKr(invoice.remaining_ore),
              })}
            </Button>
          </li>
        ))}
      </ul>
      {text.trim() !== "" && found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(settled ? "common.emptyFiltered" : "common.searching")}
        </Text>
      )}
    </>
  );
}

type AmountsProps = { payment: ImportedPayment; state: State; errors: Record<string, string> };

/** In kronor only the bank's fee can be added; from another currency the office says what the bank made of it. */
function Amounts({ payment, state, errors }: AmountsProps) {
  const { t } = useTranslation();
  const { money, setMoney } = state;
  const foreign = payment.currency !== KRONOR;
  const set = (change: Partial<typeof money>) => setMoney((old) => ({ ...old, ...change }));
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      {foreign && (
        <DecimalInput
          label={t("payments.received")}
          description={t("payments.receivedHint")}
          decimals={2}
          atLeast={2}
          path="amount_ore"
          value={money.amount_ore}
          error={errors.amount_ore}
          onChange={(amount_ore) => set({ amount_ore })}
        />
      )}
      <DecimalInput
        label={t("payments.fee")}
        description={t("payments.feeHint")}
        decimals={2}
        atLeast={2}
        path="fee_ore"
        value={money.fee_ore}
        error={errors.fee_ore ?? (foreign ? undefined : errors.amount_ore)}
        onChange={(fee) => set({ fee_ore: fee ?? 0 })}
      />
      {foreign && (
        <DecimalInput
          label={t("payments.difference")}
          description={t("payments.differenceHint")}
          decimals={2}
          atLeast={2}
          path="currency_difference_ore"
          value={money.currency_difference_ore}
          error={errors.currency_difference_ore}
          onChange={(difference) => set({ currency_difference_ore: difference ?? 0 })}
        />
      )}
    </Group>
  );
}
