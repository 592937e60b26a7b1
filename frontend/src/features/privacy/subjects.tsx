/** What is stored about a person? Found by exact identifiers, told whole. */
import { Alert, Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { useMay } from "@/app/session.ts";
import { bytesOfBase64 } from "@/lib/base64.ts";
import { formErrors } from "@/lib/field-words.ts";
import { Empty } from "@/ui/empty.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { Erasure } from "./erasure.tsx";
import { ExtractView } from "./extract-view.tsx";
import classes from "./subjects.module.css";
import {
  type Sought,
  type Subject,
  useErasurePlan,
  useExtract,
  useExtractPdf,
  useFindSubject,
  usePackage,
} from "./subjects-queries.ts";

const keyOf = (subject: Subject) => `${subject.kind} ${subject.id}`;
const isNear = (subject: Subject) => subject.matched_by.includes("near");

/** The search, and what it leads to. */
export function Subjects() {
  const { t } = useTranslation();
  const find = useFindSubject();
  const form = useForm<Sought>({ initialValues: { email: "", phone: "", identity_number: "" } });
  const labels: Record<string, string> = {
    email: t("subjects.email"),
    phone: t("subjects.phone"),
    identity_number: t("subjects.identityNumber"),
  };
  const search = form.onSubmit((values) =>
    find.mutate(values, {
      onError: (error) => {
        const errors = formErrors(t, error.errors);
        form.setErrors(errors);
        const first = Object.keys(errors)[0];
        if (first !== undefined) focusField(first);
      },
    }),
  );
  return (
    <Stack gap="md">
      <Paper withBorder p="md" radius="md" component="form" onSubmit={search} noValidate>
        <Stack gap="sm">
          <Text c="dimmed" size="sm" maw={640}>
            {t("subjects.how")}
          </Text>
          <ProblemAlert error={find.error} labels={(path) => labels[path]} />
          <div className={classes.fields}>
            <TextInput
              label={labels.email}
              type="email"
              maxLength={254}
              data-path="email"
              {...form.getInputProps("email")}
            />
            <TextInput
              label={labels.phone}
              type="tel"
              maxLength={40}
              data-path="phone"
              {...form.getInputProps("phone")}
            />
            <TextInput
              label={labels.identity_number}
              maxLength={20}
              autoComplete="off"
              data-path="identity_number"
              {...form.getInputProps("identity_number")}
            />
          </div>
          <Group>
            <Button type="submit" loading={find.isPending}>
              {t("subjects.find")}
            </Button>
          </Group>
        </Stack>
      </Paper>
      {find.data && <Found key={find.submittedAt} found={find.data} />}
    </Stack>
  );
}

function Found({ found }: { found: NonNullable<ReturnType<typeof useFindSubject>["data"]> }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const people = found.items.filter((subject) => subject.kind !== "user");
  const users = found.items.filter((subject) => subject.kind === "user");
  const [chosen, setChosen] = useState(() => people.filter((s) => !isNear(s)).map(keyOf));
  const extract = useExtract();
  const pdf = useExtractPdf();
  const pack = usePackage();
  const plan = useErasurePlan();
  const [erased, setErased] = useState(false);
  if (found.items.length === 0 && found.mentions.length === 0) {
    return <Empty title={t("subjects.nobody")} text={t("subjects.nobodyText")} />;
  }
  const body = {
    subjects: people.filter((s) => chosen.includes(keyOf(s))).map(({ kind, id }) => ({ kind, id })),
    language: i18n.language === "en" ? ("en" as const) : ("sv" as const),
  };
  const name = t("subjects.fileName");
  return (
    <Stack gap="md">
      {people.length > 0 && !erased && (
        <Paper withBorder p="md" radius="md">
          <Checkbox.Group
            value={chosen}
            onChange={setChosen}
            label={t("subjects.whoIsIt")}
            description={t("subjects.whoIsItText")}
          >
            <Stack gap="xs" mt="sm">
              {people.map((subject) => (
                <Checkbox
                  key={keyOf(subject)}
                  value={keyOf(subject)}
                  label={subject.name || t("subjects.nameless")}
                  description={`${t(`subjects.kind.${subject.kind}`)} · ${subject.matched_by
                    .map((by) => t(`subjects.by.${by}`))
                    .join(", ")}`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          {may("privacy_write") && (
            <Group mt="md">
              <Button
                disabled={body.subjects.length === 0}
                loading={extract.isPending}
                onClick={() => extract.mutate(body)}
              >
                {t("subjects.show")}
              </Button>
              <Button
                variant="default"
                disabled={body.subjects.length === 0}
                loading={pdf.isPending}
                onClick={() =>
                  pdf.mutate(body, {
                    onSuccess: ({ content }) =>
                      saveFile(bytesOfBase64(content), `${name}.pdf`, "application/pdf"),
                  })
                }
              >
                {t("subjects.pdf")}
              </Button>
              <Button
                variant="default"
                disabled={body.subjects.length === 0}
                loading={pack.isPending}
                onClick={() =>
                  pack.mutate(
                    { subjects: body.subjects },
                    {
                      onSuccess: (bytes) =>
                        saveFile(bytes, `${t("subjects.packageFile")}.zip`, "application/zip"),
                    },
                  )
                }
              >
                {t("subjects.package")}
              </Button>
              <Button
                variant="default"
                disabled={body.subjects.length === 0}
                loading={plan.isPending}
                onClick={() => plan.mutate(body)}
              >
                {t("subjects.planErasure")}
              </Button>
            </Group>
          )}
          <ProblemAlert
            error={extract.error ?? pdf.error ?? pack.error ?? plan.error}
            labels={() => undefined}
          />
        </Paper>
      )}
      {users.length > 0 && !erased && (
        <Alert color="blue" title={t("subjects.users", { count: users.length })}>
          {t("subjects.usersText")}
        </Alert>
      )}
      {found.mentions.length > 0 && !erased && <Mentions mentions={found.mentions} />}
      {plan.data && plan.variables && (
        <Erasure
          key={plan.submittedAt}
          plan={plan.data}
          subjects={plan.variables.subjects}
          language={plan.variables.language}
          onStale={() => plan.mutate(plan.variables)}
          onErased={() => setErased(true)}
        />
      )}
      {extract.data && !erased && (
        <ExtractView
          extract={extract.data}
          onJson={() => saveFile(JSON.stringify(extract.data, null, 2), `${name}.json`, "application/json")}
        />
      )}
    </Stack>
  );
}

type MentionsOf = NonNullable<ReturnType<typeof useFindSubject>["data"]>["mentions"];

function Mentions({ mentions }: { mentions: MentionsOf }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h4">
        {t("subjects.mentions")}
      </Title>
      <Text c="dimmed" size="sm" mb="sm" maw={640}>
        {t("subjects.mentionsText")}
      </Text>
      <ul className={classes.mentions}>
        {mentions.map((mention) => (
          <li key={`${mention.record} ${mention.field} ${mention.id} ${mention.excerpt}`}>
            <Text size="sm" fw={500}>
              {mention.record} · {mention.field}
            </Text>
            <Text size="sm" className={classes.excerpt}>
              {mention.excerpt}
            </Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
