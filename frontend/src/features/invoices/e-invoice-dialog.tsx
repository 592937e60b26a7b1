/** What goes through the network to whom? The review step of an e-invoice. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useSendEInvoice } from "./e-invoice-queries.ts";
import classes from "./invoices.module.css";
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
        <dl className={classes.facts}>
          <dt>{t("invoices.customer")}</dt>
          <dd>{invoice.customer_name}</dd>
          <dt>{t("eInvoice.receiver")}</dt>
          <dd className="figures">{receiver}</dd>
          <dt>{t("invoices.sum")}</dt>
          <dd className="figures">{showKr(invoice.totals.total_ore - invoice.deducted_ore)}</dd>
          <dt>{t("invoices.attached")}</dt>
          <dd>{t("invoices.attachment", { number })}</dd>
        </dl>
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
