/** What is known of a breach? What isn't known yet is filled in later. */
import {
  Button,
  Fieldset,
  Group,
  NumberInput,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { thisMinute } from "@/lib/instant.ts";
import { Choices } from "@/ui/choices.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { InstantInput } from "@/ui/instant-input.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import {
  BREACH_KINDS,
  BREACH_PEOPLE,
  type Breach,
  type BreachInput,
  RISKS,
  useSaveBreach,
} from "./breaches-queries.ts";
import { CATEGORIES } from "./recipients-queries.ts";

const empty = (): BreachInput => ({
  title: "",
  description: "",
  kinds: ["confidentiality"],
  discovered_at: thisMinute(),
  discovered_how: "",
  began_at: null,
  ended_at: null,
  categories: [],
  people: [],
  people_count: null,
  record_count: null,
  consequences: "",
  measures_taken: "",
  measures_planned: "",
  abroad: "",
  risk: null,
  risk_reason: "",
});

type TextField =
  | "title"
  | "description"
  | "discovered_how"
  | "consequences"
  | "measures_taken"
  | "measures_planned"
  | "abroad"
  | "risk_reason";

type Props = { breach: Breach | undefined; onClose: () => void };

/** The dialog; what was registered is opened. */
export function BreachDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveBreach(breach);
  const [form, setForm] = useState(() => breach?.content ?? empty());
  const errors = formErrors(t, save.error?.errors ?? []);
  const change = (part: Partial<BreachInput>) => setForm((old) => ({ ...old, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(form, {
      onSuccess: (saved) => {
        showNotification({
          color: "green",
          message: t(breach ? "breaches.saved" : "breaches.registered", { number: saved.number }),
        });
        onClose();
        if (!breach) navigate({ to: "/incidenter/$breachId", params: { breachId: saved.id } });
      },
      onError: (problem) => {
        const first = Object.keys(formErrors(t, problem.errors))[0];
        if (first !== undefined) focusField(first);
      },
    });
  };
  const text = (field: TextField, most: number) => ({
    label: t(`breaches.field.${field}`),
    maxLength: most,
    "data-path": field,
    value: form[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  const long = (field: TextField, most: number) => ({
    ...text(field, most),
    autosize: true,
    minRows: 2,
    maxRows: 12,
  });
  const moment = (field: "began_at" | "ended_at") => ({
    label: t(`breaches.field.${field}`),
    path: field,
    value: form[field] ?? null,
    error: errors[field],
    onChange: (instant: string | null) => change({ [field]: instant }),
  });
  const count = (field: "people_count" | "record_count") => ({
    label: t(`breaches.field.${field}`),
    "data-path": field,
    min: 0,
    max: 1_000_000_000,
    allowDecimal: false,
    allowNegative: false,
    thousandSeparator: " ",
    hideControls: true,
    inputMode: "numeric" as const,
    value: form[field] ?? "",
    error: errors[field],
    onChange: (value: string | number) => change({ [field]: typeof value === "number" ? value : null }),
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      size="xl"
      closeOnClickOutside={false}
      title={t(breach ? "breaches.changeTitle" : "breaches.newTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={save.error?.errors.length ? null : save.error} />
          <Text size="sm" c="dimmed">
            {t("breaches.formText")}
          </Text>
          <Fieldset legend={t("breaches.part.what")}>
            <Stack gap="sm">
              <TextInput
                required
                data-autofocus
                description={t("breaches.hint.title")}
                {...text("title", 120)}
              />
              <Textarea {...long("description", 8000)} />
              <Choices
                label={t("breaches.field.kinds")}
                required
                data={BREACH_KINDS.map((value) => ({ value, label: t(`breaches.kind.${value}`) }))}
                value={form.kinds}
                error={errors.kinds}
                path="kinds"
                onChange={(chosen) => change({ kinds: BREACH_KINDS.filter((each) => chosen.includes(each)) })}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={t("breaches.part.when")}>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                <InstantInput
                  label={t("breaches.field.discovered_at")}
                  required
                  path="discovered_at"
                  disabled={Boolean(breach && (breach.told_by || breach.reporting))}
                  value={form.discovered_at}
                  error={errors.discovered_at}
                  onChange={(instant) => instant && change({ discovered_at: instant })}
                />
                <InstantInput {...moment("began_at")} />
                <InstantInput {...moment("ended_at")} />
              </SimpleGrid>
              <Text size="sm" c="dimmed">
                {t("breaches.hint.discovered_at")}
              </Text>
              <TextInput {...text("discovered_how", 1000)} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t("breaches.part.whose")}>
            <Stack gap="sm">
              <Choices
                label={t("breaches.field.categories")}
                data={CATEGORIES.map((value) => ({ value, label: t(`recipients.category.${value}`) }))}
                value={form.categories}
                error={errors.categories}
                path="categories"
                onChange={(chosen) =>
                  change({ categories: CATEGORIES.filter((each) => chosen.includes(each)) })
                }
              />
              <Choices
                label={t("breaches.field.people")}
                data={BREACH_PEOPLE.map((value) => ({ value, label: t(`breaches.people.${value}`) }))}
                value={form.people}
                error={errors.people}
                path="people"
                onChange={(chosen) =>
                  change({ people: BREACH_PEOPLE.filter((each) => chosen.includes(each)) })
                }
              />
              <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                <NumberInput {...count("people_count")} />
                <NumberInput {...count("record_count")} />
              </SimpleGrid>
              <TextInput description={t("breaches.hint.abroad")} {...text("abroad", 500)} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t("breaches.part.effects")}>
            <Stack gap="sm">
              <Textarea {...long("consequences", 4000)} />
              <Textarea {...long("measures_taken", 4000)} />
              <Textarea {...long("measures_planned", 4000)} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t("breaches.part.risk")}>
            <Stack gap="sm">
              <Radio.Group
                label={t("breaches.field.risk")}
                value={form.risk ?? ""}
                error={errors.risk}
                onChange={(value) => change({ risk: RISKS.find((each) => each === value) ?? null })}
              >
                <Stack gap="xs" mt="xs">
                  <Radio value="" label={t("breaches.notAssessed")} data-path="risk" />
                  {RISKS.map((value) => (
                    <Radio
                      key={value}
                      value={value}
                      label={t(`breaches.riskLabel.${value}`)}
                      description={t(`breaches.riskText.${value}`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Textarea required={form.risk !== null} {...long("risk_reason", 4000)} />
            </Stack>
          </Fieldset>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(breach ? "common.save" : "breaches.register")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
