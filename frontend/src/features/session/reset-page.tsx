/** How does one choose a new password by the link of a letter? */
import { Alert, Anchor, Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { formErrors } from "@/lib/field-words.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { DeadLink } from "./dead-link.tsx";
import { Frame } from "./frame.tsx";
import { NewPassword } from "./new-password.tsx";
import { MIN_PASSWORD, passwordLength } from "./password-length.ts";
import { useResetPassword } from "./queries.ts";

/** The page of the link. */
export function ResetPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const reset = useResetPassword();
  const form = useForm({
    initialValues: { password: "" },
    validate: {
      password: (password) =>
        passwordLength(password) < MIN_PASSWORD ? t("problem.field.too_short", { min: MIN_PASSWORD }) : null,
    },
  });
  const dead = isProblem(reset.error, "link_invalid") || isProblem(reset.error, "link_expired");
  if (!token || dead)
    return <DeadLink expired={isProblem(reset.error, "link_expired")} again="/glomt-losenord" />;
  if (reset.isSuccess) {
    return (
      <Frame title={t("session.resetDone")}>
        <Alert color="green" variant="light" icon={<IconCheck />} role="status">
          {t("session.resetDoneText")}
        </Alert>
        <LinkButton to="/logga-in" size="md">
          {t("session.logIn")}
        </LinkButton>
      </Frame>
    );
  }
  const send = form.onSubmit(
    ({ password }) =>
      reset.mutate(
        { token, password },
        {
          onError: (error) => {
            form.setErrors(formErrors(t, error.errors));
            focusField("password");
          },
        },
      ),
    () => focusField("password"),
  );
  return (
    <Frame title={t("session.resetTitle")} text={t("session.resetText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert error={reset.error} labels={() => t("session.newPassword")} />
          <NewPassword autoFocus {...form.getInputProps("password")} />
          <Button type="submit" size="md" fullWidth loading={reset.isPending}>
            {t("session.savePassword")}
          </Button>
          <Anchor component={Link} to="/logga-in" size="sm" ta="center" py={10}>
            {t("session.toLogIn")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
