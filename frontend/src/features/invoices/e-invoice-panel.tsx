/** Can this customer get an e-invoice? What hinders with the way to mend it; else the file, the way out, and what became of it. */
import { Alert, Anchor, Button, Group, List, Stack, Text, Title } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchUbl, saveFile } from "@/api/file.ts";
import type { ProblemError } from "@/api/problem.ts";
import { useMay } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { EInvoiceDialog } from "./e-invoice-dialog.tsx";
import { type Check, checkQuery } from "./e-invoice-queries.ts";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";

/** The part of an invoice's page that is about e-invoices. */
export function EInvoicePanel({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const check = useQuery(checkQuery(invoice));
  const [open, setOpen] = useState(false);
  const isExporter = useMay()("documents_export");
  const draft = invoice.number === null;
  if (!check.data) return check.error ? <ProblemAlert error={check.error as ProblemError} /> : null;
  const { e_invoice: hinders, receiver, can_send } = check.data;
  // E-invoices go to companies and authorities: a private person's invoice needs no word about them.
  if (hinders.some(({ hinder }) => hinder === "buyer_is_private") && invoice.e_invoices.length === 0)
    return null;
  const may = !draft && can_send && hinders.length === 0 && invoice.actions.includes("send");
  return (
    <section className={classes.card} aria-labelledby="e-invoice">
      <Title order={2} size="h5" id="e-invoice" mb={6}>
        {t("eInvoice.title")}
      </Title>
      <Stack gap="sm">
        {hinders.length > 0 ? (
          <Hinders invoice={invoice} hinders={hinders} />
        ) : (
          <Group gap={6} wrap="nowrap" align="flex-start">
            <IconCircleCheck size={18} aria-hidden className={classes.ready} />
            <Text size="sm">{t(draft ? "eInvoice.readyDraft" : "eInvoice.ready", { receiver })}</Text>
          </Group>
        )}
        <Sent invoice={invoice} />
        {!draft && (
          <Group gap="xs">
            {may && (
              <Button
                variant="default"
                leftSection={<IconSend size={16} aria-hidden />}
                onClick={() => setOpen(true)}
              >
                {t(invoice.e_invoices.length > 0 ? "eInvoice.sendAgain" : "eInvoice.send")}
              </Button>
            )}
            {isExporter && <Download invoice={invoice} />}
          </Group>
        )}
        {!draft && hinders.length === 0 && !can_send && (
          <Text size="sm" c="dimmed">
            {t("eInvoice.off")}
          </Text>
        )}
      </Stack>
      {open && receiver && (
        <EInvoiceDialog invoice={invoice} receiver={receiver} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}

function Hinders({ invoice, hinders }: { invoice: Invoice; hinders: Check["e_invoice"] }) {
  const { t } = useTranslation();
  return (
    <Alert color="gray" variant="light" icon={<IconAlertTriangle />} title={t("eInvoice.hindered")}>
      <List size="sm" spacing={6}>
        {hinders.map(({ hinder, pointer }) => (
          <List.Item key={hinder}>
            {t(`eInvoice.hinder.${hinder}`)} <Way invoice={invoice} pointer={pointer} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** The way to the field that is to be mended; none where nothing can be changed any more. */
function Way({ invoice, pointer }: { invoice: Invoice; pointer: string }) {
  const { t } = useTranslation();
  const may = useMay();
  // What an issued invoice says stays as it is; only where it goes can still be mended.
  const mendable = invoice.number === null || pointer.startsWith("/customer/billing");
  if (!mendable) return <>{t("eInvoice.tooLate")}</>;
  if (pointer.startsWith("/company")) {
    return may("company_read") ? (
      <TextLink to="/foretag" inherit c="inherit">
        {t("invoices.toCompany")}
      </TextLink>
    ) : null;
  }
  if (pointer.startsWith("/customer")) {
    return may("customers_read") ? (
      <TextLink to="/kunder/$customerId" params={{ customerId: invoice.customer_id }} inherit c="inherit">
        {t("invoices.toCustomer")}
      </TextLink>
    ) : null;
  }
  return (
    <Anchor
      component="button"
      type="button"
      onClick={() => focusField(pointer.slice(1))}
      inherit
      c="inherit"
      underline="always"
    >
      {t("eInvoice.toField")}
    </Anchor>
  );
}

function Sent({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  if (invoice.e_invoices.length === 0) return null;
  return (
    <List listStyleType="none" spacing="xs" aria-label={t("eInvoice.sent")}>
      {invoice.e_invoices.map((sent) => (
        <List.Item key={sent.id}>
          <Group gap="xs">
            <Status of="eInvoice" status={sent.state} />
            <Text size="sm">{t("common.mailTo", { recipient: sent.receiver })}</Text>
            <Text size="sm" c="dimmed">
              {sent.delivered_at
                ? t("eInvoice.deliveredAt", { at: showInstant(sent.delivered_at) })
                : t("common.mailQueuedAt", { at: showInstant(sent.queued_at) })}
            </Text>
          </Group>
          {sent.reason && (
            <Text size="sm" c={sent.state === "failed" ? "red" : "dimmed"}>
              {t(`eInvoice.reason.${sent.reason}`)}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}

function Download({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: () => fetchUbl(invoice.id),
    onSuccess: (bytes) =>
      saveFile(bytes, `${t("invoices.file", { number: invoice.number ?? "" })}.xml`, "application/xml"),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {t("eInvoice.download")}
      </Button>
      <ProblemAlert error={download.error as ProblemError | null} />
    </>
  );
}
