/** How is money paid back? What is left of a credit note, or what the customer has paid too much. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Invoice, useRegisterPayment } from "./queries.ts";

type Props = {
  invoice: Invoice;
  /** The most that can be paid back, in öre. */
  most: number;
  onClose: () => void;
};

/** The dialog. What was typed stays when it is refused. */
export function RefundDialog({ invoice, most, onClose }: Props) {
  const { t } = useTranslation();
  const register = useRegisterPayment();
  const [amount, setAmount] = useState<number | null>(most);
  const [day, setDay] = useState<string | null>(today());
  const [reference, setReference] = useState("");
  const errors = formErrors(t, register.error?.errors ?? []);
  const wrong = amount === null || amount <= 0 || amount > most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong || day === null) return;
    register.mutate(
      {
        id: invoice.id,
        version: invoice.version,
        payment: {
          amount_ore: -amount,
          paid_on: day,
          method: "bankgiro",
          reference,
          // A credit note is settled by it; otherwise it takes from the customer's balance.
          parts: invoice.remaining_ore < 0 ? [{ invoice_id: invoice.id, amount_ore: -amount }] : [],
        },
      },
      {
        onSuccess: () => {
          notifications.show({
            color: "green",
            message: t("invoices.refundNoted", { amount: showKr(amount) }),
          });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("invoices.refundTitle", { name: invoice.customer_name })}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={register.error?.errors.length ? null : register.error} />
          <DecimalInput
            label={t("invoices.paymentAmount")}
            description={t("invoices.refundMost", { most: showKr(most) })}
            decimals={2}
            atLeast={2}
            path="amount_ore"
            data-autofocus
            value={amount}
            error={wrong ? t("invoices.refundMost", { most: showKr(most) }) : errors.amount_ore}
            onChange={setAmount}
          />
          <DayInput
            label={t("invoices.refundedOn")}
            path="paid_on"
            maxDate={today()}
            value={day}
            error={day === null ? t("problem.field.required") : errors.paid_on}
            onChange={setDay}
          />
          <TextInput
            label={t("invoices.paymentReference")}
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
            <Button type="submit" loading={register.isPending} disabled={wrong || day === null}>
              {t("invoices.refund")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
