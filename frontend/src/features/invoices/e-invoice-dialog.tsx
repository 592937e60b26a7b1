/** What goes through the network to whom? The review step of an e-invoice. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useSendEInvoice } from "./e-invoice-queries.ts";
import { type Invoice, invoiceQuery } from "./queries.ts";

type Props = { invoice: Invoice; receiver: string; onClose: () => void };

/** Shows what will be sent, and sends it. */
export function EInvoiceDialog({ invoice, receiver, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const send = useSendEInvoice();
  const number = invoice.number ?? "";
  const act = () =>
    send.mutate(invoice, {
      onSuccess: () => {
        notifications.show({ color: "green", message: t("eInvoice.queued", { receiver }) });
        onClose();
      },
      onError: (problem) => isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
    });
  return (
    <Dialog opened onClose={onClose} title={t("eInvoice.sendTitle", { number })} closeOnClickOutside={false}>
      <Stack gap="sm">
        <ProblemAlert error={send.error} />
        <Facts
          facts={[
            { label: t("invoices.customer"), value: invoice.customer_name },
            { label: t("eInvoice.receiver"), value: receiver },
            { label: t("invoices.sum"), value: showKr(invoice.totals.total_ore - invoice.deducted_ore) },
            { label: t("invoices.attached"), value: t("invoices.attachment", { number }) },
          ]}
        />
        <Text size="sm" c="dimmed">
          {t("eInvoice.how")}
        </Text>
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button loading={send.isPending} onClick={act}>
            {t("eInvoice.sendNow")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
