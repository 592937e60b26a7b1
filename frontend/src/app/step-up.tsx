/** How does the user prove who they are for what weighs much? One dialog over whatever they were doing, which stays. */
import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { proveSession } from "@/api/client.ts";
import { onStepUp } from "@/api/step-up.ts";
import { useCommand } from "@/api/use-command.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { goOn, useMe } from "./session.ts";

/** Over the dialogs in which a sensitive thing is done. */
const OVER_DIALOGS = 400;

/** The dialog; the API client opens it. */
export function StepUp() {
  const { t } = useTranslation();
  const waiting = useRef<((proven: boolean) => void) | null>(null);
  const [opened, setOpened] = useState(false);
  const close = useCallback((proven: boolean) => {
    setOpened(false);
    waiting.current?.(proven);
    waiting.current = null;
  }, []);
  useEffect(() => {
    onStepUp(() => {
      setOpened(true);
      return new Promise((resolve) => {
        waiting.current = resolve;
      });
    });
    // A dialog below listens to the same key, and must stay: it is heard here first, and goes no further.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || !waiting.current) return;
      event.stopImmediatePropagation();
      close(false);
    };
    window.addEventListener("keydown", onKey, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      onStepUp(null);
      close(false);
    };
  }, [close]);
  return (
    <Modal
      opened={opened}
      onClose={() => close(false)}
      title={t("shell.stepUp.title")}
      zIndex={OVER_DIALOGS}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <PasswordForm onEnd={close} />
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
