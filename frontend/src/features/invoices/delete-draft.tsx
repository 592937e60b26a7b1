/** Is the draft really to go? It can't be taken back. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Invoice, invoiceQuery, useDeleteDraft } from "./queries.ts";

type Props = {
  invoice: Invoice;
  /** The version that was saved last. */
  version: () => number;
  /** Forgets what isn't saved. */
  forget: () => void;
  onClose: () => void;
};

/** Asks, and throws the draft away. */
export function DeleteDraft({ invoice, version, forget, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = useDeleteDraft();
  const act = () => {
    forget();
    remove.mutate(
      { id: invoice.id, version: version() },
      {
        onSuccess: () => {
          notifications.show({ message: t("invoices.deleted") });
          navigate({ to: "/fakturor" });
        },
        onError: (problem) =>
          isProblem(problem, "stale") && client.invalidateQueries(invoiceQuery(invoice.id)),
      },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={t("invoices.deleteTitle")}>
      <Stack gap="sm">
        <ProblemAlert error={remove.error} />
        <Text size="sm">{t("invoices.deleteText")}</Text>
        {invoice.kind !== "credit_note" && (invoice.order_id || invoice.orders.length > 0) && (
          <Text size="sm">{t("invoices.deleteOrderText")}</Text>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("invoices.keepDraft")}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={act}>
            {t("invoices.deleteDraft")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
