/** Who is a recipient, as what, and by which agreement? */
import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { Choices } from "@/ui/choices.tsx";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import {
  CATEGORIES,
  PURPOSES,
  type Recipient,
  type RecipientInput,
  ROLES,
  useSaveRecipient,
} from "./recipients-queries.ts";

const EMPTY: RecipientInput = {
  name: "",
  role: "processor",
  country: "SE",
  contact: "",
  categories: [],
  purposes: [],
  agreement: "",
  agreed_on: null,
  destination: "",
};

function begin(recipient: Recipient | undefined): RecipientInput {
  if (!recipient) return EMPTY;
  const { id: _, version: __, ...input } = recipient;
  return input;
}

type Props = { recipient: Recipient | undefined; onClose: () => void };

/** The dialog. */
export function RecipientDialog({ recipient, onClose }: Props) {
  const { t } = useTranslation();
  const save = useSaveRecipient(recipient);
  const [form, setForm] = useState(() => begin(recipient));
  const errors = formErrors(t, save.error?.errors ?? []);
  const change = (part: Partial<RecipientInput>) => setForm((old) => ({ ...old, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(form, {
      onSuccess: () => {
        showNotification({ color: "green", message: t("recipients.saved") });
        onClose();
      },
      onError: (problem) => {
        const first = Object.keys(formErrors(t, problem.errors))[0];
        if (first !== undefined) focusField(first);
      },
    });
  };
  const text = (field: "name" | "country" | "contact" | "agreement" | "destination", most: number) => ({
    maxLength: most,
    "data-path": field,
    value: form[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      title={t(recipient ? "recipients.changeTitle" : "recipients.newTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={save.error?.errors.length ? null : save.error} />
          <TextInput label={t("recipients.name")} required data-autofocus {...text("name", 120)} />
          <Select
            label={t("recipients.role")}
            data={ROLES.map((value) => ({ value, label: t(`recipients.roles.${value}`) }))}
            value={form.role}
            allowDeselect={false}
            onChange={(value) => change({ role: ROLES.find((each) => each === value) ?? form.role })}
          />
          <TextInput
            label={t("recipients.country")}
            description={t("recipients.countryHint")}
            required
            {...text("country", 2)}
          />
          <Choices
            label={t("recipients.categories")}
            required
            data={CATEGORIES.map((value) => ({ value, label: t(`recipients.category.${value}`) }))}
            value={form.categories}
            error={errors.categories}
            path="categories"
            onChange={(chosen) => change({ categories: CATEGORIES.filter((each) => chosen.includes(each)) })}
          />
          <Choices
            label={t("recipients.purposes")}
            required
            data={PURPOSES.map((value) => ({ value, label: t(`recipients.purpose.${value}`) }))}
            value={form.purposes}
            error={errors.purposes}
            path="purposes"
            onChange={(chosen) => change({ purposes: PURPOSES.filter((each) => chosen.includes(each)) })}
          />
          <TextInput
            label={t("recipients.agreement")}
            description={t("recipients.agreementHint")}
            required={form.role === "processor"}
            {...text("agreement", 200)}
          />
          <DayInput
            label={t("recipients.agreedOn")}
            path="agreed_on"
            clearable
            value={form.agreed_on ?? null}
            error={errors.agreed_on}
            onChange={(agreed_on) => change({ agreed_on })}
          />
          <TextInput label={t("recipients.contact")} {...text("contact", 254)} />
          <TextInput
            label={t("recipients.destination")}
            description={t("recipients.destinationHint")}
            {...text("destination", 253)}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
