/** How does the customer ask about the invoice? A few words that reach the company by mail. */
import { Alert, Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import IconMailCheck from "@tabler/icons-react/dist/esm/icons/IconMailCheck.mjs";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import frame from "@/ui/public-page.module.css";
import { PublicContact } from "@/ui/public-page.tsx";
import { type PublicInvoice, useAsk } from "./public-queries.ts";

type Props = { token: string; company: PublicInvoice["company"] };

/** The form, and how else the company can be reached. */
export function PublicAsk({ token, company }: Props) {
  const { t } = useTranslation();
  const ask = useAsk(token);
  const [form, setForm] = useState({ name: "", email: "", question: "" });
  const [missing, setMissing] = useState<Record<string, string>>({});
  const errors = { ...(ask.error ? formErrors(t, asProblem(ask.error).errors) : {}), ...missing };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = (["name", "email", "question"] as const).filter((name) => !form[name].trim());
    setMissing(Object.fromEntries(empty.map((name) => [name, t("problem.field.required")])));
    const [first] = empty;
    if (first) focusField(first);
    else if (!ask.isPending) ask.mutate(form);
  };
  const field = (name: keyof typeof form) => ({
    label: t(`bill.${name}`),
    "data-path": name,
    value: form[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      setForm({ ...form, [name]: event.currentTarget.value });
      setMissing(({ [name]: _, ...others }) => others);
    },
  });
  return (
    <Paper withBorder radius="lg" component="section" className={frame.sheet} aria-labelledby="bill-ask">
      <div>
        <Title order={2} size="h4" id="bill-ask">
          {t("bill.ask")}
        </Title>
        <Text c="dimmed">{t("bill.askText", { company: company.name })}</Text>
        <Group gap="md">
          <PublicContact company={company} />
        </Group>
      </div>
      {ask.isSuccess ? (
        <Alert
          color="green"
          variant="light"
          role="status"
          icon={<IconMailCheck aria-hidden />}
          title={t("bill.asked")}
        >
          {t("bill.askedText", { company: company.name, email: form.email })}
        </Alert>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <ProblemAlert error={ask.error} labels={(path) => t(`bill.${path as keyof typeof form}`)} />
            <TextInput {...field("name")} autoComplete="name" maxLength={120} />
            <TextInput {...field("email")} type="email" autoComplete="email" maxLength={254} />
            <Textarea {...field("question")} autosize minRows={3} maxRows={12} maxLength={2000} />
            <Group justify="flex-end">
              <Button type="submit" loading={ask.isPending}>
                {t("bill.send")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Paper>
  );
}
