/** How is a payment noted? How much, when and how; at most what is left to pay. */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
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
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
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
  const left = invoice.remaining_ore - (amount ?? 0);

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
        payment: { amount_ore: amount, paid_on: day, method, reference },
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
    <Modal
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
          {amount !== null && left >= 0 && (
            <Text size="sm" c="dimmed" role="status">
              {left === 0 ? t("invoices.paidInFull") : t("invoices.leftAfter", { left: showKr(left) })}
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
    </Modal>
  );
}
