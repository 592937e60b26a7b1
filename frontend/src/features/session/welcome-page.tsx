/** How does an invited person come in? Sees who invites, and chooses a password, or proves the one they have. */
import { Button, Paper, PasswordInput, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { isProblem } from "@/api/problem.ts";
import { chosenLanguage, speak } from "@/i18n/index.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { DeadLink } from "./dead-link.tsx";
import { Frame } from "./frame.tsx";
import { NewPassword } from "./new-password.tsx";
import { MIN_PASSWORD, passwordLength } from "./password-length.ts";
import { invitationQuery, useAcceptInvitation } from "./queries.ts";

/** The page of an invitation's link. */
export function WelcomePage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  // Kept here: the session that begins empties the cache, and a used link shows nothing any more.
  const [invitation, setInvitation] = useState<Schema<"Invitation"> | null>(null);
  const { data, error, refetch } = useQuery({
    ...invitationQuery(token),
    enabled: token !== "" && invitation === null,
  });
  if (data && !invitation) setInvitation(data);
  const language = invitation?.language;
  useEffect(() => {
    if (language && !chosenLanguage()) speak(language);
  }, [language]);
  if (invitation) return <Accept token={token} invitation={invitation} />;
  if (!token || isProblem(error, "link_invalid") || isProblem(error, "link_expired"))
    return <DeadLink expired={isProblem(error, "link_expired")} />;
  if (error) {
    return (
      <Frame title={t("session.welcome")}>
        <ProblemAlert error={error} retry={() => refetch()} />
      </Frame>
    );
  }
  return (
    <Frame title={t("session.welcome")}>
      <Stack role="status" aria-label={t("common.loading")}>
        <Skeleton height={72} />
        <Skeleton height={44} />
        <Skeleton height={44} />
      </Stack>
    </Frame>
  );
}

function Accept({ token, invitation }: { token: string; invitation: Schema<"Invitation"> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const accept = useAcceptInvitation(invitation, () => navigate({ to: "/" }));
  const form = useForm({
    initialValues: { name: invitation.name, password: "" },
    validate: {
      name: (name) => (name.trim() === "" ? t("problem.field.required") : null),
      password: (password) =>
        invitation.has_password
          ? password === ""
            ? t("problem.field.required")
            : null
          : passwordLength(password) < MIN_PASSWORD
            ? t("problem.field.too_short", { min: MIN_PASSWORD })
            : null,
    },
  });
  const send = form.onSubmit(
    ({ name, password }) => {
      const own = name.trim() === invitation.name ? {} : { name: name.trim() };
      accept.mutate(
        { token, password, ...own },
        {
          onError: (error) => {
            const errors = formErrors(t, error.errors);
            form.setErrors(errors);
            focusField(Object.keys(errors)[0] ?? "password");
          },
        },
      );
    },
    (errors) => focusField(Object.keys(errors)[0] ?? "name"),
  );
  if (isProblem(accept.error, "link_invalid") || isProblem(accept.error, "link_expired"))
    return <DeadLink expired={isProblem(accept.error, "link_expired")} />;
  return (
    <Frame
      title={t("session.welcomeTo", { company: invitation.company_name })}
      text={t("session.invitedAs", { role: t(`common.roles.${invitation.role}`).toLowerCase() })}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert
            error={accept.error}
            labels={(path) => (path === "name" ? t("common.name") : t("session.password"))}
          />
          <Paper withBorder p="sm" radius="md">
            <Text size="xs" c="dimmed">
              {t("session.logInAs")}
            </Text>
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {invitation.email}
            </Text>
          </Paper>
          {/* Tells password managers which log-in the password belongs to. */}
          <input type="email" autoComplete="username" value={invitation.email} readOnly hidden />
          <TextInput
            label={t("common.name")}
            autoComplete="name"
            data-path="name"
            {...form.getInputProps("name")}
          />
          {invitation.has_password ? (
            <PasswordInput
              label={t("session.password")}
              description={t("session.existingPassword")}
              autoComplete="current-password"
              visibilityToggleFocusable
              visibilityToggleButtonProps={{ "aria-label": t("session.showTyped") }}
              data-path="password"
              {...form.getInputProps("password")}
            />
          ) : (
            <NewPassword {...form.getInputProps("password")} />
          )}
          <Button type="submit" size="md" fullWidth loading={accept.isPending}>
            {t("session.start")}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
