/** How does one log in? By e-mail, or by company and user name. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/app/session.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useLogIn } from "./commands.ts";
import { FrontDoor } from "./front-door.tsx";

/** `/logga-in`. */
export function LoginPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/logga-in" });
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const [byName, setByName] = useState(false);
  const [email, setEmail] = useState("");
  const [company, setCompany] = useState("");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const logIn = useLogIn(() => navigate({ href: next ?? "/", replace: true }));
  if (me && !logIn.isPending && !logIn.isSuccess) return <Navigate to={(next ?? "/") as "/"} replace />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    logIn.mutate(
      byName
        ? { company: company.trim(), username: username.trim(), password }
        : { email: email.trim(), password },
    );
  };
  return (
    <FrontDoor title={t("session.logIn")} text={t("session.logInText")}>
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert
            error={logIn.error}
            labels={(path) =>
              path === "password" ? t("session.password") : path === "email" ? t("common.email") : undefined
            }
          />
          {byName ? (
            <>
              <TextInput
                required
                autoFocus
                label={t("session.company")}
                description={t("session.companyHint")}
                autoComplete="organization"
                autoCapitalize="none"
                data-path="company"
                value={company}
                onChange={(event) => setCompany(event.currentTarget.value)}
              />
              <TextInput
                required
                label={t("session.username")}
                autoComplete="username"
                autoCapitalize="none"
                data-path="username"
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
              />
            </>
          ) : (
            <TextInput
              required
              autoFocus
              type="email"
              label={t("common.email")}
              autoComplete="username"
              data-path="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            required
            label={t("session.password")}
            autoComplete="current-password"
            data-path="password"
            visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={logIn.isPending} fullWidth>
            {t("session.logIn")}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => setByName(!byName)}>
            {t(byName ? "session.byEmail" : "session.byName")}
          </Anchor>
          <Anchor component={Link} to="/glomt-losenord" size="sm" ta="center">
            {t("session.forgotten")}
          </Anchor>
        </Stack>
      </form>
    </FrontDoor>
  );
}
