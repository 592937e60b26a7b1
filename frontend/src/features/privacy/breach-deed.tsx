/** What does each deed share? A dialog that explains it, sends it, and says what must be mended. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Breach, type BreachDeed, useBreachDeed } from "./breaches-queries.ts";

type Props = {
  breach: Breach;
  action: BreachDeed["action"];
  /** Names of the form's fields. */
  labels?: Record<string, string>;
  ready?: boolean;
  made: () => BreachDeed | null;
  onClose: () => void;
  children: (errors: Record<string, string>) => ReactNode;
};

/** The dialog. */
export function BreachDeedDialog({
  breach,
  action,
  labels = {},
  ready = true,
  made,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation();
  const deed = useBreachDeed(breach);
  const errors = formErrors(t, deed.error?.errors ?? []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const what = made();
    if (!what) return;
    deed.mutate(what, {
      onSuccess: () => {
        showNotification({ color: "green", message: t(`breaches.done.${action}`) });
        onClose();
      },
      onError: (problem) => {
        const first = Object.keys(formErrors(t, problem.errors))[0];
        if (first !== undefined) focusField(first);
      },
    });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      title={t(`breaches.action.${action}`)}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={deed.error} labels={(path) => labels[path]} />
          <Text size="sm" c="dimmed">
            {t(`breaches.explain.${action}`)}
          </Text>
          {children(errors)}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={!ready} loading={deed.isPending}>
              {t(`breaches.do.${action}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
