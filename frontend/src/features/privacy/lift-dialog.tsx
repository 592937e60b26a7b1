/** Why does a limit hold no longer, and was the person told? */
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Limit, useLift } from "./limits-queries.ts";

const BECAUSE = ["settled", "consent"] as const;

/** The dialog. */
export function LiftDialog({ limit, onClose }: { limit: Limit; onClose: () => void }) {
  const { t } = useTranslation();
  const lift = useLift(limit);
  const restricts = limit.kind === "restriction";
  const [because, setBecause] = useState<(typeof BECAUSE)[number]>(restricts ? "settled" : "consent");
  const [toldOn, setToldOn] = useState<string | null>(null);
  const errors = formErrors(t, lift.error?.errors ?? []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    lift.mutate(
      { because, told_on: restricts ? toldOn : null },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("limits.lifted") });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(restricts ? "limits.liftTitle" : "limits.takeBackTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t(restricts ? "limits.liftText" : "limits.takeBackText")}
          </Text>
          <ProblemAlert error={lift.error} labels={() => t("limits.toldOn")} />
          {restricts && (
            <>
              <Radio.Group
                value={because}
                onChange={(value) => setBecause(BECAUSE.find((each) => each === value) ?? "settled")}
                label={t("limits.why")}
              >
                <Stack gap="xs" mt="xs">
                  {BECAUSE.map((value) => (
                    <Radio key={value} value={value} label={t(`limits.because.${value}`)} />
                  ))}
                </Stack>
              </Radio.Group>
              <DayInput
                label={t("limits.toldOn")}
                description={t("limits.toldOnText")}
                path="told_on"
                clearable
                clearButtonProps={{ "aria-label": t("common.clear") }}
                value={toldOn}
                onChange={setToldOn}
                error={errors.told_on}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={lift.isPending}>
              {t(restricts ? "limits.lift" : "limits.takeBack")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
