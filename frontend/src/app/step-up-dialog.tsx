/** The dialog in which the user proves who they are. */
import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { proveSession } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { goOn, useMe } from "./session.ts";

/** Over the dialogs in which a sensitive thing is done. */
const OVER_DIALOGS = 400;

type Props = { opened: boolean; onEnd: (proven: boolean) => void };

/** Asks for the password. */
export function StepUpDialog({ opened, onEnd }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={() => onEnd(false)}
      title={t("shell.stepUp.title")}
      zIndex={OVER_DIALOGS}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <PasswordForm onEnd={onEnd} />
    </Modal>
  );
}

function PasswordForm({ onEnd }: { onEnd: (proven: boolean) => void }) {
  const { t } = useTranslation();
  const { email } = useMe();
  // The password is remembered no longer than the dialog.
  const prove = useCommand(proveSession, { gcTime: 0 });
  const form = useForm({
    initialValues: { proof: "" },
    validate: { proof: (value) => (value ? null : t("problem.field.required")) },
  });
  const send = form.onSubmit(
    ({ proof }) =>
      prove.mutate(proof, {
        onSuccess: (session) => {
          goOn(session);
          onEnd(true);
        },
        onError: (error) => {
          const { password } = formErrors(t, error.errors);
          form.setErrors({ proof: password });
          focusField("proof");
        },
      }),
    () => focusField("proof"),
  );
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {prove.error?.errors.length === 0 && <ProblemAlert error={prove.error} />}
        <Text size="sm">{t("shell.stepUp.text")}</Text>
        <Text size="sm" c="dimmed">
          {t("shell.stepUp.as", { email })}
        </Text>
        {/* For password managers, which keep a password by its name. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          data-autofocus
          withAsterisk
          label={t("shell.stepUp.password")}
          autoComplete="current-password"
          visibilityToggleFocusable
          visibilityToggleButtonProps={{ "aria-label": t("session.showTyped") }}
          data-path="proof"
          {...form.getInputProps("proof")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onEnd(false)}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={prove.isPending}>
            {t("shell.stepUp.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
