/** To which other address shall somebody log in? Asks for it; the letter to it asks for the rest. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { showNotification } from "@mantine/notifications";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "./dialog.tsx";
import { focusField, ProblemAlert } from "./problem-alert.tsx";

type Props = {
  /** Has the letter sent to the new address. */
  change: UseMutationResult<unknown, ProblemError, string>;
  /** The address that holds now. */
  email: string;
  opened: boolean;
  onClose: () => void;
};

/** The dialog. */
export function EmailDialog({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("common.emailChange.title")}>
      <EmailForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function EmailForm({ change, email, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { email: "" },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t("common.emailChange.needed")),
    },
  });
  const send = form.onSubmit(
    (values) =>
      change.mutate(values.email.trim(), {
        onSuccess: () => {
          showNotification({
            color: "green",
            message: t("common.emailChange.sent", { email: values.email.trim() }),
          });
          onClose();
        },
        onError: (error) => {
          form.setErrors(formErrors(t, error.errors));
          focusField("email");
        },
      }),
    () => focusField("email"),
  );
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <ProblemAlert error={change.error} labels={() => t("common.emailChange.newEmail")} />
        <Text size="sm">{t("common.emailChange.text", { email })}</Text>
        <TextInput
          data-autofocus
          withAsterisk
          type="email"
          autoComplete="off"
          label={t("common.emailChange.newEmail")}
          data-path="email"
          {...form.getInputProps("email")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t("common.emailChange.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
