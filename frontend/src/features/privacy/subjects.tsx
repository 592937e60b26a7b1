/** What is stored about a person? Found by exact identifiers, told whole. */
import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { Empty } from "@/ui/empty.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePerson } from "./person.tsx";
import classes from "./subjects.module.css";
import { type Sought, type Subject, useFindSubject } from "./subjects-queries.ts";

const keyOf = (subject: Subject) => `${subject.kind} ${subject.id}`;
const isNear = (subject: Subject) => subject.matched_by.includes("near");

/** The search, and what it leads to; or a person whom another page leads to. */
export function Subjects({ given }: { given?: Pick<Subject, "kind" | "id"> | undefined }) {
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
      {given && !find.data && <Given subject={given} />}
      {find.data && <Found key={find.submittedAt} found={find.data} />}
    </Stack>
  );
}

/** A person by id: what the page that led here shows of them needs no search. */
function Given({ subject }: { subject: Pick<Subject, "kind" | "id"> }) {
  const { t } = useTranslation();
  const { tools, panels } = usePerson([subject]);
  return (
    <>
      <Paper withBorder p="md" radius="md">
        <Text fw={600}>{t(`subjects.kind.${subject.kind}`)}</Text>
        <Text c="dimmed" size="sm">
          {t("subjects.given")}
        </Text>
        {tools}
      </Paper>
      {panels}
    </>
  );
}

function Found({ found }: { found: NonNullable<ReturnType<typeof useFindSubject>["data"]> }) {
  const { t } = useTranslation();
  const people = found.items;
  const [chosen, setChosen] = useState(() => people.filter((s) => !isNear(s)).map(keyOf));
  const { tools, panels, isErased } = usePerson(people.filter((s) => chosen.includes(keyOf(s))));
  if (found.items.length === 0 && found.mentions.length === 0) {
    return <Empty title={t("subjects.nobody")} text={t("subjects.nobodyText")} />;
  }
  return (
    <Stack gap="md">
      {people.length > 0 && !isErased && (
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
          {tools}
        </Paper>
      )}
      {found.mentions.length > 0 && !isErased && <Mentions mentions={found.mentions} />}
      {panels}
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
