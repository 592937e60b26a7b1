/** What can be done with an order now? Only what the server says. */
import { Button, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { type Order, type Step, useStep } from "./queries.ts";

/** The buttons. */
export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation();
  const may = useMay();
  const step = useStep(order);
  const [asking, ask] = useDisclosure(false);
  const [invoicing, invoice] = useDisclosure(false);
  const go = (next: Step) => step.mutate(next);
  const can = (action: Order["actions"][number]) => order.actions.includes(action);
  return (
    <>
      {step.error && <ProblemAlert error={step.error} />}
      {can("cancel") && may("orders_write") && (
        <Button variant="default" onClick={ask.open}>
          {t("orders.cancel")}
        </Button>
      )}
      {can("start") && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={step.isPending && step.variables === "start"}
          onClick={() => go("start")}
        >
          {t("orders.start")}
        </Button>
      )}
      {can("complete") && (
        <Button
          variant="default"
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={step.isPending && step.variables === "complete"}
          onClick={() => go("complete")}
        >
          {t("orders.complete")}
        </Button>
      )}
      {can("invoice") && may("invoices_write") && (
        <Button leftSection={<IconFileInvoice size={16} aria-hidden />} onClick={invoice.open}>
          {t("orders.invoice")}
        </Button>
      )}
      {invoicing && <InvoiceDialog order={order} onClose={invoice.close} />}
      <Modal opened={asking} onClose={ask.close} title={t("orders.cancelTitle")}>
        <Text size="sm">{t("orders.cancelText")}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={ask.close}>
            {t("common.back")}
          </Button>
          <Button
            color="red"
            onClick={() => {
              ask.close();
              go("cancel");
            }}
          >
            {t("orders.cancel")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
