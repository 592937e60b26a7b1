/** What came by another way than the public page? Staff enters it, with the day on which it came. */
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { addDays, today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { KINDS, useEnterRequest } from "./queries.ts";

const CHANNELS = ["email", "phone", "letter", "in_person"] as const;

/** The dialog; what was made is opened. */
export function NewRequest({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const enter = useEnterRequest();
  const form = useForm<Schema<"PrivacyRequestInput">>({
    initialValues: {
      kind: "access",
      channel: "email",
      language: i18n.language === "en" ? "en" : "sv",
      name: "",
      email: "",
      phone: "",
      message: "",
      received_on: today(),
    },
    validate: { name: (name) => (name.trim() === "" ? t("privacy.public.nameNeeded") : null) },
  });
  const labels: Record<string, string> = {
    name: t("privacy.name"),
    email: t("privacy.email"),
    received_on: t("privacy.received"),
  };
  const send = form.onSubmit(
    (values) =>
      enter.mutate(values, {
        onSuccess: (made) => {
          showNotification({ color: "green", message: t("privacy.newDone", { number: made.number }) });
          navigate({ to: "/integritetsarenden/$requestId", params: { requestId: made.id } });
        },
        onError: (error) => form.setErrors(formErrors(t, error.errors)),
      }),
    () => focusField("name"),
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("privacy.newTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={enter.error} labels={(path) => labels[path]} />
          <Text size="sm" c="dimmed">
            {t("privacy.newText")}
          </Text>
          <Group grow preventGrowOverflow={false}>
            <Select
              label={t("privacy.kindLabel")}
              data={KINDS.map((value) => ({ value, label: t(`privacy.kind.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps("kind")}
            />
            <Select
              label={t("privacy.channelLabel")}
              data={CHANNELS.map((value) => ({ value, label: t(`privacy.channel.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps("channel")}
            />
          </Group>
          <TextInput
            label={t("privacy.name")}
            required
            maxLength={120}
            data-autofocus
            data-path="name"
            {...form.getInputProps("name")}
          />
          <Group grow preventGrowOverflow={false}>
            <TextInput
              label={t("privacy.email")}
              type="email"
              maxLength={254}
              data-path="email"
              {...form.getInputProps("email")}
            />
            <TextInput
              label={t("privacy.phone")}
              type="tel"
              maxLength={40}
              {...form.getInputProps("phone")}
            />
          </Group>
          <Textarea
            label={t("privacy.message")}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={4000}
            {...form.getInputProps("message")}
          />
          <Group grow preventGrowOverflow={false}>
            <DayInput
              label={t("privacy.received")}
              value={form.values.received_on}
              onChange={(day) => form.setFieldValue("received_on", day ?? today())}
              path="received_on"
              minDate={addDays(today(), -90)}
              maxDate={today()}
            />
            <Select
              label={t("privacy.letterLanguage")}
              data={[
                { value: "sv", label: "Svenska" },
                { value: "en", label: "English" },
              ]}
              allowDeselect={false}
              {...form.getInputProps("language")}
            />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={enter.isPending}>
              {t("privacy.newDo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
