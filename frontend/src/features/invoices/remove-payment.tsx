/** Why is a payment taken back? The reason is kept with the correcting rows; nothing is deleted. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useRemovePayment } from "./payment-queries.ts";
import type { Invoice } from "./queries.ts";

type Props = { payment: Invoice["payments"][number]; onClose: () => void };

/** The dialog. */
export function RemovePayment({ payment, onClose }: Props) {
  const { t } = useTranslation();
  const remove = useRemovePayment();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const errors = formErrors(t, remove.error?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") {
      setMissing(true);
      return;
    }
    remove.mutate(
      { id: payment.id, reason: reason.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: "green", message: t("invoices.paymentRemoved") });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("invoices.removePaymentTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={remove.error?.errors.length ? null : remove.error} />
          {isProblem(remove.error, "in_use") && <Text size="sm">{t("invoices.removeInUse")}</Text>}
          <Text size="sm">
            {t("invoices.removePaymentText", { amount: showKr(payment.amount_ore), day: payment.paid_on })}
          </Text>
          <TextInput
            label={t("invoices.removeReason")}
            required
            maxLength={200}
            data-autofocus
            data-path="reason"
            value={reason}
            error={missing ? t("problem.field.required") : errors.reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending}>
              {t("invoices.removePayment")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
