/** How does an order go on? Buttons for what can be done now; what can't be taken back says first what it does. */
import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { type Order, type Step, useStep } from "./queries.ts";

type Props = {
  order: Order;
  /** Saves what is written and gives the version to act on; null when it can't be saved. */
  ready: () => Promise<number | null>;
  /** Reporting time is what matters most: a big button, first on the phone. */
  timeFirst?: boolean;
};

/** The buttons. */
export function OrderActions({ order, ready, timeFirst = false }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Step | null>(null);
  const [invoicing, setInvoicing] = useState(false);
  const phone = usePhone();
  const can = (action: Order["actions"][number]) => order.actions.includes(action);
  const invoiceFirst = can("invoice") && !can("complete");
  return (
    <>
      {can("cancel") && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={36}
              flex="0 0 auto"
              miw={44}
              aria-label={t("orders.actions.more")}
            >
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconX size={16} />} onClick={() => setAsked("cancel")}>
              {t("orders.actions.cancel")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {can("report_time") && (
        <LinkButton
          to="/tid"
          search={{ order: order.id, day: today() }}
          variant={timeFirst ? "filled" : "default"}
          size={timeFirst && phone ? "lg" : "sm"}
          flex={timeFirst && phone ? "1 1 100%" : undefined}
          style={timeFirst && !phone ? { order: 1 } : undefined}
          leftSection={<IconClock size={timeFirst && phone ? 20 : 16} aria-hidden />}
        >
          {t("orders.reportTime")}
        </LinkButton>
      )}
      {can("start") && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() => setAsked("start")}
        >
          {t("orders.actions.start")}
        </Button>
      )}
      {can("complete") && (
        <Button
          variant="default"
          leftSection={<IconCheck size={16} aria-hidden />}
          onClick={() => setAsked("complete")}
        >
          {t("orders.actions.complete")}
        </Button>
      )}
      {can("invoice") && (
        <Button
          variant={invoiceFirst ? "filled" : "default"}
          leftSection={<IconFileInvoice size={16} aria-hidden />}
          onClick={async () => (await ready()) !== null && setInvoicing(true)}
        >
          {t("orders.actions.invoice")}
        </Button>
      )}
      <StepDialog order={order} step={asked} ready={ready} onClose={() => setAsked(null)} />
      {invoicing && <InvoiceDialog order={order} onClose={() => setInvoicing(false)} />}
    </>
  );
}

type StepProps = Omit<Props, "timeFirst"> & { step: Step | null; onClose: () => void };

function StepDialog({ order, step, ready, onClose }: StepProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Step>("start");
  if (step && step !== shown) setShown(step);
  const [busy, setBusy] = useState(false);
  const { mutateAsync, error, reset } = useStep(order.id);
  const { number } = order;
  const close = () => {
    reset();
    onClose();
  };
  const go = async () => {
    // A second click meets the dialog while it closes.
    if (busy || step === null) return;
    setBusy(true);
    const version = await ready();
    const done = version === null ? null : await mutateAsync({ step: shown, version }).catch(() => null);
    setBusy(false);
    if (version === null) close();
    if (!done) return;
    showNotification({ color: "green", message: t(`orders.done.${shown}`, { number }) });
    close();
  };
  return (
    <Dialog
      opened={step !== null}
      onClose={close}
      title={t(`orders.review.${shown}`, { number })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <ProblemAlert error={error} />
      <Text size="sm">{t(`orders.review.${shown}What`)}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {t(shown === "cancel" ? "orders.review.keep" : "common.cancel")}
        </Button>
        <Button data-autofocus color={shown === "cancel" ? "red" : undefined} loading={busy} onClick={go}>
          {t(`orders.actions.${shown}`)}
        </Button>
      </Group>
    </Dialog>
  );
}
