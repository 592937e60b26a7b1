/** What becomes of each datum, and on which ground does what stays stay? */
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { showNotification } from "@mantine/notifications";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { formErrors } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Decision, type PrivacyRequest, useDeed } from "./queries.ts";

type Ground = Schema<"PrivacyDecisionGround">;

const GROUNDS = [
  "bookkeeping",
  "legal_claims",
  "still_needed",
  "others_rights",
  "unfounded",
  "not_identified",
  "nothing_stored",
  "right_already",
  "compelling_grounds",
  "not_portable",
] as const satisfies readonly Ground[];

const EMPTY: Decision = { datum: "", result: "done", ground: null, note: "" };

/** The dialog. */
export function DecideDialog({ row, onClose }: { row: PrivacyRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const deed = useDeed(row);
  const form = useForm<{ decisions: Decision[] }>({
    initialValues: { decisions: row.decisions.length > 0 ? row.decisions : [EMPTY] },
  });
  const send = form.onSubmit(({ decisions }) =>
    deed.mutate(
      { action: "decide", decisions },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("privacy.done.decide") });
          onClose();
        },
        onError: (error) => form.setErrors(formErrors(t, error.errors)),
      },
    ),
  );
  const label = (path: string) => (path.endsWith("ground") ? t("privacy.groundLabel") : t("privacy.datum"));
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t("privacy.decideTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert error={deed.error} labels={label} />
          <Text size="sm" c="dimmed">
            {t("privacy.decideText")}
          </Text>
          {form.values.decisions.map((decision, place) => (
            <Row
              // The rows have no other name than their place.
              key={form.key(`decisions.${place}`)}
              form={form}
              place={place}
              decision={decision}
              removable={form.values.decisions.length > 1}
            />
          ))}
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => form.insertListItem("decisions", { ...EMPTY })}
            >
              {t("privacy.addDecision")}
            </Button>
            <Group>
              <Button variant="default" onClick={onClose}>
                {t("common.cancel")}
              </Button>
              <Button type="submit" loading={deed.isPending}>
                {t("privacy.decideDo")}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type RowProps = {
  form: ReturnType<typeof useForm<{ decisions: Decision[] }>>;
  place: number;
  decision: Decision;
  removable: boolean;
};

function Row({ form, place, decision, removable }: RowProps) {
  const { t } = useTranslation();
  const at = (field: keyof Decision) => `decisions.${place}.${field}`;
  return (
    <Fieldset legend={t("privacy.decisionRow", { row: place + 1 })}>
      <Stack gap="sm">
        <TextInput
          label={t("privacy.datum")}
          required
          maxLength={200}
          data-path={at("datum")}
          {...form.getInputProps(at("datum"))}
        />
        <Group align="end" justify="space-between">
          <SegmentedControl
            aria-label={t("privacy.decisionLabel")}
            data={(["done", "refused"] as const).map((value) => ({
              value: value as string,
              label: t(`privacy.result.${value}`),
            }))}
            value={decision.result}
            onChange={(value) => {
              form.setFieldValue(at("result"), value === "refused" ? "refused" : "done");
              if (value !== "refused") form.setFieldValue(at("ground"), null);
            }}
          />
          {removable && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="xl"
              aria-label={t("privacy.removeDecision", { row: place + 1 })}
              onClick={() => form.removeListItem("decisions", place)}
            >
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </Group>
        {decision.result === "refused" && (
          <Select
            label={t("privacy.groundLabel")}
            required
            data={GROUNDS.map((value) => ({ value, label: t(`privacy.ground.${value}`) }))}
            data-path={at("ground")}
            {...form.getInputProps(at("ground"))}
          />
        )}
        <TextInput label={t("privacy.noteLabel")} maxLength={1000} {...form.getInputProps(at("note"))} />
      </Stack>
    </Fieldset>
  );
}
