/** What has one a right to, and how does one ask for it without a log-in? */
import { Button, Paper, Radio, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showLongDay } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { LanguageChoice } from "@/ui/language-choice.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import frame from "@/ui/public-page.module.css";
import { PublicPage } from "@/ui/public-page.tsx";
import classes from "./privacy.module.css";
import { KINDS, type Kind, publicDeskQuery, useSubmit } from "./queries.ts";

type Desk = Schema<"PublicPrivacyDesk">;
type Receipt = Schema<"PrivacyReceipt">;

/** The page of a company, or of whoever runs the service. */
export function PublicPrivacyPage() {
  const { t } = useTranslation();
  const { slug } = useParams({ strict: false });
  const query = useQuery(publicDeskQuery(slug));
  const desk = query.data;
  return (
    <PublicPage
      token={slug ?? "operator"}
      error={query.error}
      title={desk && t("privacy.public.documentTitle", { company: desk.name })}
      words={{
        loading: t("privacy.public.loading"),
        invalid: t("privacy.public.goneText"),
        expired: t("privacy.public.goneText"),
      }}
      invalidTitle={t("privacy.public.goneTitle")}
    >
      {desk && <Whole desk={desk} slug={slug} />}
    </PublicPage>
  );
}

function Whole({ desk, slug }: { desk: Desk; slug: string | undefined }) {
  const { t } = useTranslation();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  return (
    <>
      <div className={classes.corner}>
        <LanguageChoice />
      </div>
      <Stack gap="xl">
        <Paper withBorder radius="lg" className={frame.sheet}>
          <header>
            <Title order={1} className={frame.title}>
              {t("privacy.public.title")}
            </Title>
            <Text fw={600}>{t("privacy.public.at", { company: desk.name })}</Text>
            <Text mt="sm">{t("privacy.public.lead", { company: desk.name })}</Text>
            {desk.operator && (
              <Text mt="sm" c="dimmed">
                {t("privacy.public.leadOperator", { company: desk.name })}
              </Text>
            )}
          </header>
          {receipt ? <Sent receipt={receipt} /> : <Ask slug={slug} onSent={setReceipt} />}
          <section aria-labelledby="next">
            <Title order={2} size="h4" id="next" mb="xs">
              {t("privacy.public.next")}
            </Title>
            <ol className={classes.steps}>
              <li>{t("privacy.public.next1")}</li>
              <li>{t("privacy.public.next2")}</li>
              <li>{t("privacy.public.next3")}</li>
              <li>{t("privacy.public.next4")}</li>
            </ol>
          </section>
        </Paper>
        {(desk.email || desk.phone) && (
          <section className={classes.contact} aria-label={t("privacy.public.contact")}>
            <Text fw={600}>{t("privacy.public.contact")}</Text>
            {desk.phone && (
              <a className={frame.link} href={`tel:${desk.phone.replace(/[^+\d]/g, "")}`}>
                {desk.phone}
              </a>
            )}
            {desk.email && (
              <a className={frame.link} href={`mailto:${desk.email}`}>
                {desk.email}
              </a>
            )}
          </section>
        )}
      </Stack>
    </>
  );
}

function Sent({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation();
  return (
    <div role="status">
      <Title order={2} size="h3" mb="xs">
        {t("privacy.public.sentTitle")}
      </Title>
      <Text>
        {t("privacy.public.sentText", {
          company: receipt.company_name,
          day: showLongDay(receipt.due_on, i18n.language),
        })}
      </Text>
    </div>
  );
}

type Values = { kind: Kind; name: string; email: string; phone: string; message: string };

function Ask({ slug, onSent }: { slug: string | undefined; onSent: (receipt: Receipt) => void }) {
  const { t, i18n } = useTranslation();
  const submit = useSubmit();
  const form = useForm<Values>({
    initialValues: { kind: "access", name: "", email: "", phone: "", message: "" },
    validate: {
      name: (name) => (name.trim() === "" ? t("privacy.public.nameNeeded") : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t("privacy.public.emailNeeded")),
    },
  });
  const labels: Record<string, string> = { name: t("privacy.name"), email: t("privacy.email") };
  const send = form.onSubmit(
    (values) =>
      submit.mutate(
        { ...values, company: slug ?? null, language: i18n.language === "en" ? "en" : "sv" },
        {
          onSuccess: onSent,
          onError: (error) => form.setErrors(formErrors(t, error.errors)),
        },
      ),
    (errors) => focusField(Object.keys(errors)[0] ?? "name"),
  );
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="lg">
        <ProblemAlert error={submit.error} labels={(path) => labels[path]} />
        <Radio.Group label={t("privacy.public.choose")} {...form.getInputProps("kind")}>
          <Stack gap="sm" mt="xs">
            {KINDS.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={t(`privacy.kind.${kind}`)}
                description={t(`privacy.public.explain.${kind}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t("privacy.message")}
          description={t("privacy.public.messageHint")}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={4000}
          {...form.getInputProps("message")}
        />
        <TextInput
          label={t("privacy.name")}
          required
          autoComplete="name"
          maxLength={120}
          data-path="name"
          {...form.getInputProps("name")}
        />
        <TextInput
          label={t("privacy.email")}
          description={t("privacy.public.emailHint")}
          required
          type="email"
          autoComplete="email"
          maxLength={254}
          data-path="email"
          {...form.getInputProps("email")}
        />
        <TextInput
          label={t("privacy.phone")}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          {...form.getInputProps("phone")}
        />
        <Button type="submit" size="md" loading={submit.isPending}>
          {t("privacy.public.send")}
        </Button>
      </Stack>
    </form>
  );
}
