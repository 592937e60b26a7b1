/** What is known of an invoice that is issued? What is left to pay, what came in, who got it, and the paper itself. */

import { ActionIcon, Button, CopyButton, Group, Menu, Stack, Tooltip } from "@mantine/core";
import IconCash from "@tabler/icons-react/dist/esm/icons/IconCash.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconEraser from "@tabler/icons-react/dist/esm/icons/IconEraser.mjs";
import IconReceiptRefund from "@tabler/icons-react/dist/esm/icons/IconReceiptRefund.mjs";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { OwnPdf } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { showKr } from "@/lib/number.ts";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { Facts } from "@/ui/facts.tsx";
import { MailList } from "@/ui/mail-list.tsx";
import { Page } from "@/ui/page.tsx";
import { BesidePaper } from "@/ui/pdf-view.tsx";
import { Status } from "@/ui/status.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { CustomerCredit } from "./customer-credit.tsx";
import { CustomerLink } from "./customer-link.tsx";
import { EInvoicePanel } from "./e-invoice-panel.tsx";
import { InvoiceLinks } from "./invoice-links.tsx";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";
import { Related } from "./related.tsx";
import { Reminders } from "./reminders.tsx";
import { Settlements } from "./settlements.tsx";
import { VoucherList } from "./voucher-list.tsx";

const RefundDialog = whenWanted(
  part(() => import("./refund-dialog.tsx")),
  (module) => module.RefundDialog,
  () => true,
);

const PaymentDialog = whenWanted(
  part(() => import("./payment-dialog.tsx")),
  (module) => module.PaymentDialog,
  () => true,
);

const WriteOffDialog = whenWanted(
  part(() => import("./write-off-dialog.tsx")),
  (module) => module.WriteOffDialog,
  () => true,
);

const CreditDialog = whenWanted(
  part(() => import("./credit-dialog.tsx")),
  (module) => module.CreditDialog,
  () => true,
);

const SendDialog = whenWanted(
  part(() => import("./send-dialog.tsx")),
  (module) => module.SendDialog,
  () => true,
);

type Props = {
  invoice: Invoice;
  /** It was issued just now: the next thing is to send it. */
  offerToSend: boolean;
};

/** The page of an issued invoice. */
export function IssuedInvoice({ invoice, offerToSend }: Props) {
  const { t } = useTranslation();
  const may = (action: Invoice["actions"][number]) => invoice.actions.includes(action);
  const [open, setOpen] = useState<"send" | "payment" | "refund" | "credit" | "writeOff" | null>(
    offerToSend && may("send") ? "send" : null,
  );
  const permitted = useMay();
  const sent = invoice.mails.length > 0;
  const note = invoice.kind === "credit_note";
  const title =
    invoice.kind === "invoice"
      ? t("invoices.numbered", { number: invoice.number ?? "" })
      : `${t(`common.invoiceKind.${invoice.kind}`)} ${invoice.number ?? ""}`;
  const actions = (
    <>
      {(may("credit") || may("write_off")) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} miw={44} flex="0 0 auto" aria-label={t("invoices.more")}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may("credit") && (
              <Menu.Item leftSection={<IconReceiptRefund size={16} />} onClick={() => setOpen("credit")}>
                {t("invoices.credit.act")}
              </Menu.Item>
            )}
            {may("write_off") && (
              <Menu.Item leftSection={<IconEraser size={16} />} onClick={() => setOpen("writeOff")}>
                {t("invoices.writeOff.act")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {may("send") && (
        <Button
          variant={sent ? "default" : "filled"}
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => setOpen("send")}
        >
          {t(sent ? "invoices.sendAgain" : "invoices.send")}
        </Button>
      )}
      {invoice.remaining_ore < 0 && permitted("payments_write") && (
        <Button variant="default" onClick={() => setOpen("refund")}>
          {t("invoices.refund")}
        </Button>
      )}
      {may("register_payment") && (
        <Button
          variant={sent ? "filled" : "default"}
          leftSection={<IconCash size={16} aria-hidden />}
          onClick={() => setOpen("payment")}
        >
          {t("invoices.registerPayment")}
        </Button>
      )}
    </>
  );
  return (
    <Page
      title={title}
      back={{ to: "/fakturor" }}
      beside={<Status of="invoice" status={invoice.status} overdue={invoice.overdue} kind={invoice.kind} />}
      subtitle={<InvoiceLinks invoice={invoice} />}
      actions={actions}
    >
      <BesidePaper
        paper={
          <OwnPdf
            source={{ kind: "invoice", id: invoice.id }}
            version="issued"
            title={t("invoices.paper")}
            fileName={`${t("invoices.file", { number: invoice.number ?? "" })}.pdf`}
          />
        }
      >
        <Stack gap="lg">
          <Money invoice={invoice} />
          <About invoice={invoice} />
          {invoice.deduction !== "none" && !note && (
            <DeductionPanel
              of={{ invoice_id: invoice.id }}
              version={invoice.version}
              customerId={invoice.customer_id}
            />
          )}
          <Settlements invoice={invoice} />
          <CustomerCredit invoice={invoice} />
          <Related invoice={invoice} />
          <Reminders invoice={invoice} />
          {sent && (
            <div className={classes.card}>
              <MailList mails={invoice.mails} />
              <CustomerLink invoice={invoice} />
            </div>
          )}
          <EInvoicePanel invoice={invoice} />
          <VoucherList invoice={invoice} />
        </Stack>
      </BesidePaper>
      {open === "send" && (
        <SendDialog invoice={invoice} justIssued={offerToSend && !sent} onClose={() => setOpen(null)} />
      )}
      {open === "credit" && <CreditDialog invoice={invoice} onClose={() => setOpen(null)} />}
      {open === "writeOff" && <WriteOffDialog invoice={invoice} onClose={() => setOpen(null)} />}
      {open === "payment" && <PaymentDialog invoice={invoice} onClose={() => setOpen(null)} />}
      {open === "refund" && (
        <RefundDialog invoice={invoice} most={-invoice.remaining_ore} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

function Money({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const note = invoice.kind === "credit_note";
  const figures = [
    {
      name: t(note ? "invoices.leftToRefund" : "invoices.leftToPay"),
      value: note ? -invoice.remaining_ore : invoice.remaining_ore,
      late: invoice.overdue,
    },
    { name: t("invoices.sum"), value: invoice.totals.total_ore },
    ...(invoice.deducted_ore === 0
      ? []
      : [{ name: t("invoices.taxDeduction"), value: -invoice.deducted_ore }]),
    {
      name: t(note ? "invoices.refunded" : "invoices.paid"),
      value: note ? -invoice.paid_ore : invoice.paid_ore,
    },
    ...(invoice.credited_ore === 0
      ? []
      : [
          {
            name: t(note ? "invoices.used" : "invoices.credited"),
            value: note ? -invoice.credited_ore : invoice.credited_ore,
          },
        ]),
    ...(invoice.written_off_ore === 0
      ? []
      : [{ name: t("invoices.writtenOff"), value: invoice.written_off_ore }]),
  ];
  return (
    <dl className={classes.money}>
      {figures.map(({ name, value, late }) => (
        <div key={name} className={classes.figure}>
          <dt className={classes.figureName}>{name}</dt>
          <dd className={classes.figureValue} data-late={late || undefined}>
            {showKr(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function About({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const facts = [
    { label: t("invoices.ocr"), value: invoice.ocr && <Copied text={invoice.ocr} /> },
    { label: t("invoices.issuedOn"), value: invoice.issued_on },
    { label: t("invoices.dueOn"), value: invoice.kind === "credit_note" ? null : invoice.due_on },
    { label: t("invoices.field.supplied_on"), value: invoice.supplied_on },
    { label: t("common.email"), value: invoice.customer_email },
    { label: t("invoices.print.on"), value: invoice.printed_at && showInstant(invoice.printed_at) },
    { label: t("invoices.field.buyer_order_number"), value: invoice.buyer_order_number },
    { label: t("invoices.field.exemption_reason"), value: invoice.exemption_reason },
    { label: t("invoices.field.their_reference"), value: invoice.their_reference },
    { label: t("invoices.field.our_reference"), value: invoice.our_reference },
  ];
  return (
    <section className={classes.card} aria-label={t("invoices.facts")}>
      <Facts facts={facts.filter(({ value }) => value)} />
    </section>
  );
}

function Copied({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <span className="figures">{text}</span>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? "invoices.copied" : "invoices.copy")}>
            <ActionIcon
              variant="subtle"
              color={copied ? "green" : "gray"}
              aria-label={t(copied ? "invoices.copied" : "invoices.copy")}
              onClick={copy}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
