/** How is what is left of an invoice given up? A small remainder at once, more with a reason. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { companyQuery } from "@/api/pick.ts";
import { isProblem } from "@/api/problem.ts";
import { showKr } from "@/lib/number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useWriteOff } from "./credit-queries.ts";
import { type Invoice, invoiceQuery } from "./queries.ts";

type Props = { invoice: Invoice; onClose: () => void };

/** The dialog. */
export function WriteOffDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: company } = useQuery(companyQuery);
  const writeOff = useWriteOff();
  const [amount, setAmount] = useState<number | null>(invoice.remaining_ore);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const limit = company?.write_off_limit_ore ?? 0;
  const small = amount !== null && amount <= limit;
  const at = (path: string) => writeOff.error?.errors.some(({ pointer }) => pointer === path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = amount === null || (!small && reason.trim() === "");
    setMissing(lacks);
    if (lacks || amount === null) return;
    writeOff.mutate(
      { id: invoice.id, version: invoice.version, amount_ore: amount, reason },
      {
        onSuccess: () => {
          notifications.show({
            color: "green",
            message: t("invoices.writeOff.done", { amount: showKr(amount) }),
          });
          onClose();
        },
        onError: (problem) =>
          isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("invoices.writeOff.title", { number: invoice.number ?? "" })}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{t("invoices.writeOff.text")}</Text>
          <ProblemAlert error={writeOff.error?.errors.length ? null : writeOff.error} />
          <DecimalInput
            label={t("invoices.writeOff.amount")}
            description={t("invoices.leftNow", { left: showKr(invoice.remaining_ore) })}
            decimals={2}
            atLeast={2}
            path="amount_ore"
            data-autofocus
            value={amount}
            error={
              (missing && amount === null) || at("/amount_ore")
                ? t("invoices.writeOff.atMost", { left: showKr(invoice.remaining_ore) })
                : undefined
            }
            onChange={setAmount}
          />
          <TextInput
            label={t("invoices.writeOff.reason")}
            description={t("invoices.writeOff.reasonHint", { limit: showKr(limit) })}
            withAsterisk={!small}
            maxLength={400}
            data-path="reason"
            value={reason}
            error={
              (missing && !small && reason.trim() === "") || at("/reason")
                ? t("problem.field.required")
                : undefined
            }
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={writeOff.isPending}>
              {t("invoices.writeOff.act")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
