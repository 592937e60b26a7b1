/** How does one log in? With e-mail and password, or with the company's log-in name and one's own in it. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { formErrors } from "@/lib/field-words.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { Frame } from "./frame.tsx";
import { useLogIn } from "./queries.ts";

const route = getRouteApi("/logga-in");
const COMPANY = "kontoret-company";

/** Which names one logs in with. */
type Way = "email" | "username";

/** The log-in page. */
export function LoginPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const logIn = useLogIn();
  const kept = localStorage.getItem(COMPANY) ?? "";
  const [way, setWay] = useState<Way>(kept ? "username" : "email");
  const form = useForm({ initialValues: { email: "", company: kept, username: "", password: "" } });
  const missing = (values: typeof form.values) => {
    const names =
      way === "email" ? (["email", "password"] as const) : (["company", "username", "password"] as const);
    return names.filter((name) => values[name] === "");
  };
  const send = form.onSubmit((values) => {
    const empty = missing(values);
    if (empty.length > 0) {
      form.setErrors(Object.fromEntries(empty.map((name) => [name, t("problem.field.required")])));
      focusField(empty[0] ?? "");
      return;
    }
    const { email, company, username, password } = values;
    logIn.mutate(way === "email" ? { email, password } : { company, username, password }, {
      onSuccess: () => {
        if (way === "username") localStorage.setItem(COMPANY, company.trim());
        else localStorage.removeItem(COMPANY);
        navigate({ href: next ?? "/" });
      },
      onError: (error) => {
        const errors = formErrors(t, asProblem(error).errors);
        form.setErrors(errors);
        focusField(Object.keys(errors)[0] ?? "password");
      },
    });
  });
  const change = () => {
    setWay(way === "email" ? "username" : "email");
    form.clearErrors();
    logIn.reset();
  };
  const field = (name: keyof typeof form.values) => ({ ...form.getInputProps(name), "data-path": name });
  return (
    <Frame title={t("session.logIn")} text={t("session.logInText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert error={logIn.error} labels={(path) => labelOf(t, path)} />
          {way === "email" ? (
            <TextInput
              key="email"
              label={t("common.email")}
              type="email"
              autoComplete="username"
              autoFocus
              {...field("email")}
            />
          ) : (
            <>
              <TextInput
                key="company"
                label={t("session.company")}
                description={t("session.companyHint")}
                autoComplete="organization"
                autoCapitalize="none"
                spellCheck={false}
                {...field("company")}
              />
              <TextInput
                key="username"
                label={t("session.username")}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                {...field("username")}
              />
            </>
          )}
          <PasswordInput
            label={t("session.password")}
            autoComplete="current-password"
            visibilityToggleFocusable
            visibilityToggleButtonProps={{ "aria-label": t("session.showTyped") }}
            {...field("password")}
          />
          <Button type="submit" size="md" fullWidth loading={logIn.isPending}>
            {t("session.logIn")}
          </Button>
          <Button variant="default" fullWidth onClick={change}>
            {t(way === "email" ? "session.byUsername" : "session.byEmail")}
          </Button>
          <Anchor component={Link} to="/glomt-losenord" size="sm" ta="center" py={10}>
            {t("session.forgotten")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}

function labelOf(t: Translate, path: string): string | undefined {
  if (path === "email") return t("common.email");
  return path === "company" || path === "username" || path === "password" ? t(`session.${path}`) : undefined;
}
