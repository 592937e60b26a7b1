/** How is a new password chosen? With the link from the mail. */
import { Alert, Anchor, Button, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { secretOfLink, useReset } from "./commands.ts";
import { FrontDoor } from "./front-door.tsx";
import { NewPassword } from "./new-password.tsx";

/** `/nytt-losenord#token`. */
export function ResetPage() {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const reset = useReset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate({ token: secretOfLink(), password });
  };
  const errors = formErrors(t, reset.error?.errors ?? []);
  return (
    <FrontDoor title={t("session.resetTitle")}>
      {reset.isSuccess ? (
        <Alert color="green" role="status">
          {t("session.resetDone")}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <ProblemAlert error={reset.error} labels={() => t("session.newPassword")} />
            <NewPassword required autoFocus value={password} onChange={setPassword} error={errors.password} />
            <Button type="submit" size="md" loading={reset.isPending}>
              {t("session.choosePassword")}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to={reset.isSuccess ? "/logga-in" : "/glomt-losenord"} size="sm" ta="center">
        {t(reset.isSuccess ? "session.toLogIn" : "session.newLink")}
      </Anchor>
    </FrontDoor>
  );
}
