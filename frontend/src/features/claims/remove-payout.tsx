/** Why is a payout of the tax agency taken back? The reason is kept with the correcting voucher; nothing is deleted. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRemovePayout } from "@/api/payouts.ts";
import { isProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";

/** The dialog. */
export function RemovePayout({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useRemovePayout();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const errors = formErrors(t, remove.error?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") {
      setMissing(true);
      return;
    }
    remove.mutate(
      { id, reason: reason.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: "green", message: t("claims.payoutRemoved") });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("claims.removePayoutTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={remove.error?.errors.length ? null : remove.error} />
          {isProblem(remove.error, "in_use") && <Text size="sm">{t("claims.removePayoutInUse")}</Text>}
          <Text size="sm">{t("claims.removePayoutText")}</Text>
          <TextInput
            label={t("claims.why")}
            required
            maxLength={200}
            data-autofocus
            data-path="reason"
            value={reason}
            error={missing ? t("problem.field.required") : errors.reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending}>
              {t("claims.removePayout")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
