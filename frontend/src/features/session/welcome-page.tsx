/** How does an invited person begin? Sees who invites, chooses a password, and is in. */
import { Button, PasswordInput, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { formErrors } from "@/lib/field-words.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { invitationQuery, secretOfLink, useAccept } from "./commands.ts";
import { FrontDoor } from "./front-door.tsx";
import { NewPassword } from "./new-password.tsx";

/** `/valkommen#token`. */
export function WelcomePage() {
  const { t } = useTranslation();
  const token = secretOfLink();
  const { data, error } = useQuery(invitationQuery(token));
  return (
    <FrontDoor
      title={t("session.welcome")}
      text={
        data && t("session.welcomeText", { company: data.company_name, role: t(`common.roles.${data.role}`) })
      }
    >
      <ProblemAlert error={error} />
      {data ? <Accept invitation={data} token={token} /> : !error && <Skeleton height={180} />}
    </FrontDoor>
  );
}

function Accept({ invitation, token }: { invitation: Schema<"Invitation">; token: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState("");
  const accept = useAccept(invitation.email, () => navigate({ to: "/", replace: true }));
  const errors = formErrors(t, accept.error?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ token, password, name: name.trim() || null });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert
          error={accept.error}
          labels={(path) => (path === "name" ? t("common.name") : t("session.password"))}
        />
        <TextInput readOnly label={t("common.email")} autoComplete="username" value={invitation.email} />
        <TextInput
          required
          label={t("common.name")}
          autoComplete="name"
          data-path="name"
          error={errors.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {invitation.has_password ? (
          <>
            <Text size="sm">{t("session.havePassword")}</Text>
            <PasswordInput
              required
              label={t("session.password")}
              autoComplete="current-password"
              data-path="password"
              error={errors.password}
              visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        ) : (
          <NewPassword required value={password} onChange={setPassword} error={errors.password} />
        )}
        <Button type="submit" size="md" loading={accept.isPending}>
          {t("session.begin")}
        </Button>
      </Stack>
    </form>
  );
}
