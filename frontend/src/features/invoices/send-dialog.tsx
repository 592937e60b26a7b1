/** What goes to whom? The invoice as a mail with its PDF. */
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Invoice, invoiceQuery, useSend } from "./queries.ts";

type Props = {
  invoice: Invoice;
  /** It has been issued in this moment. */
  justIssued: boolean;
  onClose: () => void;
};

/** The review step of sending. What was typed stays when it is refused. */
export function SendDialog({ invoice, justIssued, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const send = useSend();
  const [recipient, setRecipient] = useState(invoice.customer_email);
  const [message, setMessage] = useState("");
  const errors = formErrors(t, send.error?.errors ?? []);
  if (errors.recipient) errors.recipient = t("invoices.recipientWrong");
  const first = Object.keys(errors)[0];
  useEffect(() => {
    if (first) focusField(first);
  }, [first]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(
      { id: invoice.id, version: invoice.version, letter: { recipient, message } },
      {
        onSuccess: () => {
          notifications.show({ color: "green", message: t("invoices.queued", { recipient }) });
          onClose();
        },
        onError: (problem) =>
          isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
      },
    );
  };
  const number = invoice.number ?? "";
  return (
    <Dialog opened onClose={onClose} title={t("invoices.sendTitle", { number })} closeOnClickOutside={false}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {justIssued && (
            <Alert color="green" variant="light" icon={<IconCircleCheck />}>
              {t("invoices.justIssued", { number })}
            </Alert>
          )}
          <ProblemAlert error={send.error?.errors.length ? null : send.error} />
          <Facts
            facts={[
              { label: t("invoices.customer"), value: invoice.customer_name },
              { label: t("invoices.leftToPay"), value: showKr(invoice.remaining_ore) },
              { label: t("invoices.dueOn"), value: invoice.due_on },
              { label: t("invoices.attached"), value: t("invoices.attachment", { number }) },
            ]}
          />
          <TextInput
            label={t("invoices.recipient")}
            type="email"
            required
            data-autofocus={recipient === "" || undefined}
            data-path="recipient"
            value={recipient}
            error={errors.recipient}
            onChange={(event) => setRecipient(event.currentTarget.value)}
          />
          <Textarea
            label={t("invoices.message")}
            description={t("invoices.messageHint")}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={4000}
            data-path="message"
            value={message}
            error={errors.message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
          <Text size="xs" c="dimmed">
            {t(`invoices.mailLanguage.${invoice.language}`)}
          </Text>
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t(justIssued ? "invoices.sendLater" : "common.cancel")}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={recipient.trim() === ""}>
              {t("invoices.sendNow")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
