/** What if the password is forgotten? A letter brings a link; whether the address is known isn't told. */
import { Alert, Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import IconMailCheck from "@tabler/icons-react/dist/esm/icons/IconMailCheck.mjs";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { Frame } from "./frame.tsx";
import { useRequestReset } from "./queries.ts";

/** The page for a new link. */
export function ForgottenPage() {
  const { t } = useTranslation();
  const request = useRequestReset();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t("session.emailNeeded")) },
  });
  const send = form.onSubmit(
    ({ email }) =>
      request.mutate(email.trim(), {
        onSuccess: () => setSentTo(email.trim()),
        onError: (error) => {
          form.setErrors(formErrors(t, error.errors));
          focusField("email");
        },
      }),
    () => focusField("email"),
  );
  const back = (
    <Anchor component={Link} to="/logga-in" size="sm" ta="center" py={10}>
      {t("session.toLogIn")}
    </Anchor>
  );
  if (sentTo) {
    return (
      <Frame title={t("session.letterTitle")}>
        <Stack>
          <Alert color="green" variant="light" icon={<IconMailCheck />} role="status">
            <Text size="sm">{t("session.letterText", { email: sentTo })}</Text>
          </Alert>
          <Text size="sm" c="dimmed">
            {t("session.letterHint")}
          </Text>
          <Button variant="default" onClick={() => setSentTo(null)}>
            {t("session.letterAgain")}
          </Button>
          {back}
        </Stack>
      </Frame>
    );
  }
  return (
    <Frame title={t("session.forgottenTitle")} text={t("session.forgottenText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert error={request.error} labels={() => t("common.email")} />
          <TextInput
            label={t("common.email")}
            type="email"
            autoComplete="username"
            autoFocus
            data-path="email"
            {...form.getInputProps("email")}
          />
          <Button type="submit" size="md" fullWidth loading={request.isPending}>
            {t("session.sendLetter")}
          </Button>
          {back}
        </Stack>
      </form>
    </Frame>
  );
}
