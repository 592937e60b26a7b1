/** How does one take a new address by the link of a letter? */
import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { DeadLink } from "./dead-link.tsx";
import { Frame } from "./frame.tsx";
import { useConfirmEmail } from "./queries.ts";

/** The page of the link. */
export function EmailPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const confirm = useConfirmEmail();
  const form = useForm({
    initialValues: { password: "" },
    validate: { password: (password) => (password ? null : t("problem.field.required")) },
  });
  const expired = isProblem(confirm.error, "link_expired");
  if (!token || expired || isProblem(confirm.error, "link_invalid"))
    return <DeadLink expired={expired} text={t("session.emailAgain")} />;
  if (confirm.isSuccess) {
    return (
      <Frame title={t("session.emailDone")}>
        <Alert color="green" variant="light" icon={<IconCheck />} role="status">
          {t("session.emailDoneText")}
        </Alert>
        <LinkButton to="/" size="md">
          {t("session.logIn")}
        </LinkButton>
      </Frame>
    );
  }
  const send = form.onSubmit(
    ({ password }) => confirm.mutate({ token, password }, { onError: () => focusField("password") }),
    () => focusField("password"),
  );
  return (
    <Frame title={t("session.emailTitle")} text={t("session.emailText")}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <ProblemAlert error={confirm.error} labels={() => t("session.password")} />
          <PasswordInput
            autoFocus
            size="md"
            withAsterisk
            label={t("session.password")}
            autoComplete="current-password"
            visibilityToggleFocusable
            visibilityToggleButtonProps={{ "aria-label": t("session.showTyped") }}
            data-path="password"
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" fullWidth loading={confirm.isPending}>
            {t("session.emailConfirm")}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
