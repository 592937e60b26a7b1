/** What is known of an invoice that is issued? What is left to pay, what came in, who got it, and the paper itself. */
import { ActionIcon, Button, CopyButton, Group, Stack, Table, Text, Title, Tooltip } from "@mantine/core";
import IconCash from "@tabler/icons-react/dist/esm/icons/IconCash.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { showKr, showOre } from "@/lib/number.ts";
import { MailList } from "@/ui/mail-list.tsx";
import { Page } from "@/ui/page.tsx";
import { PdfView } from "@/ui/pdf-view.tsx";
import { Status } from "@/ui/status.tsx";
import { CustomerLink } from "./customer-link.tsx";
import { InvoiceLinks } from "./invoice-links.tsx";
import classes from "./invoices.module.css";
import { PaymentDialog } from "./payment-dialog.tsx";
import type { Invoice } from "./queries.ts";
import { SendDialog } from "./send-dialog.tsx";

type Props = {
  invoice: Invoice;
  /** It was issued just now: the next thing is to send it. */
  offerToSend: boolean;
};

/** The page of an issued invoice. */
export function IssuedInvoice({ invoice, offerToSend }: Props) {
  const { t } = useTranslation();
  const may = (action: Invoice["actions"][number]) => invoice.actions.includes(action);
  const [open, setOpen] = useState<"send" | "payment" | null>(offerToSend && may("send") ? "send" : null);
  const sent = invoice.mails.length > 0;
  const title = t("invoices.numbered", { number: invoice.number ?? "" });
  const actions = (
    <>
      {may("send") && (
        <Button
          variant={sent ? "default" : "filled"}
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => setOpen("send")}
        >
          {t(sent ? "invoices.sendAgain" : "invoices.send")}
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
      beside={<Status of="invoice" status={invoice.status} overdue={invoice.overdue} />}
      subtitle={<InvoiceLinks invoice={invoice} />}
      actions={actions}
    >
      <div className={classes.split}>
        <Stack gap="lg" miw={0}>
          <Money invoice={invoice} />
          <Facts invoice={invoice} />
          <Payments invoice={invoice} />
          {sent && (
            <div className={classes.card}>
              <MailList mails={invoice.mails} />
              <CustomerLink invoice={invoice} />
            </div>
          )}
        </Stack>
        <PdfView
          source={{ kind: "invoice", id: invoice.id }}
          version="issued"
          title={t("invoices.paper")}
          fileName={`${t("invoices.file", { number: invoice.number ?? "" })}.pdf`}
        />
      </div>
      {open === "send" && (
        <SendDialog invoice={invoice} justIssued={offerToSend && !sent} onClose={() => setOpen(null)} />
      )}
      {open === "payment" && <PaymentDialog invoice={invoice} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Money({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const figures = [
    { name: t("invoices.leftToPay"), value: invoice.remaining_ore, late: invoice.overdue },
    { name: t("invoices.sum"), value: invoice.totals.total_ore },
    { name: t("invoices.paid"), value: invoice.paid_ore },
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

function Facts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const facts: [string, ReactNode][] = [
    [t("invoices.ocr"), invoice.ocr && <Copied key="ocr" text={invoice.ocr} />],
    [t("invoices.issuedOn"), invoice.issued_on],
    [t("invoices.dueOn"), invoice.due_on],
    [t("invoices.field.supplied_on"), invoice.supplied_on],
    [t("common.email"), invoice.customer_email],
    [t("invoices.field.their_reference"), invoice.their_reference],
    [t("invoices.field.our_reference"), invoice.our_reference],
  ];
  return (
    <section className={classes.card} aria-label={t("invoices.facts")}>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Pair key={name} name={name}>
              {value}
            </Pair>
          ))}
      </dl>
    </section>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
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

function Payments({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  return (
    <section className={classes.card} aria-labelledby="invoice-payments">
      <Title order={2} size="h5" id="invoice-payments" mb={6}>
        {t("invoices.payments")}
      </Title>
      {invoice.payments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("invoices.noPayments")}
        </Text>
      ) : (
        <Table withRowBorders verticalSpacing={6} aria-labelledby="invoice-payments">
          <Table.Tbody>
            {invoice.payments.map((payment) => (
              <Table.Tr key={payment.id}>
                <Table.Td pl={0} className={classes.day}>
                  {payment.paid_on}
                </Table.Td>
                <Table.Td>
                  {t(`invoices.method.${payment.method}`)}
                  {payment.reference && (
                    <Text component="span" size="sm" c="dimmed">
                      {` · ${payment.reference}`}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td pr={0} ta="right" className="figures">
                  {showOre(payment.amount_ore)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
