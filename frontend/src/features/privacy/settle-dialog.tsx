/** Was a recipient told in another way, or need it not be? */
import { Button, Group, Radio, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { showNotification } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { GROUNDS, HOWS, type Notice, type Settlement, useSettle } from "./notices-queries.ts";

type Props = { notice: Notice; onClose: () => void; onSettled?: () => void };

/** The dialog. */
export function SettleDialog({ notice, onClose, onSettled }: Props) {
  const { t } = useTranslation();
  const settle = useSettle(notice);
  const form = useForm<Settlement>({
    initialValues: { state: "told", how: null, ground: null, note: "" },
  });
  const { state } = form.values;
  const labels: Record<string, string> = {
    how: t("notices.howLabel"),
    ground: t("notices.groundLabel"),
    note: t("notices.note"),
  };
  const send = form.onSubmit((values) =>
    settle.mutate(values.state === "told" ? { ...values, ground: null } : { ...values, how: null }, {
      onSuccess: () => {
        showNotification({ color: "green", message: t("notices.done") });
        onSettled?.();
        onClose();
      },
      onError: (error) => form.setErrors(formErrors(t, error.errors)),
    }),
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("notices.settleTitle", { name: notice.recipient })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={settle.error} labels={(path) => labels[path]} />
          <SegmentedControl
            aria-label={t("notices.outcome")}
            data={[
              { value: "told", label: t("notices.state.told") },
              { value: "not_needed", label: t("notices.state.not_needed") },
            ]}
            value={state}
            onChange={(value) => form.setFieldValue("state", value === "told" ? "told" : "not_needed")}
            fullWidth
          />
          {state === "told" ? (
            <Radio.Group label={labels.how} withAsterisk data-path="how" {...form.getInputProps("how")}>
              <Stack gap="xs" mt="xs">
                {HOWS.map((how) => (
                  <Radio key={how} value={how} label={t(`notices.how.${how}`)} />
                ))}
              </Stack>
            </Radio.Group>
          ) : (
            <Radio.Group
              label={labels.ground}
              withAsterisk
              data-path="ground"
              {...form.getInputProps("ground")}
            >
              <Stack gap="xs" mt="xs">
                {GROUNDS.map((ground) => (
                  <Radio key={ground} value={ground} label={t(`notices.ground.${ground}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Textarea
            label={labels.note}
            description={t("notices.noteHint")}
            withAsterisk={state === "not_needed"}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2000}
            data-path="note"
            {...form.getInputProps("note")}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={settle.isPending}>
              {t("notices.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
