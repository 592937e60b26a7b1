/** What does one do without a password? Asks for a link by mail; the answer never tells who exists. */
import { Alert, Anchor, Button, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useAskForReset } from "./commands.ts";
import { FrontDoor } from "./front-door.tsx";

/** `/glomt-losenord`. */
export function ForgottenPage() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const ask = useAskForReset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(email.trim());
  };
  return (
    <FrontDoor title={t("session.forgottenTitle")} text={t("session.forgottenText")}>
      {ask.isSuccess ? (
        <Alert color="green" role="status">
          {t("session.forgottenDone")}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <ProblemAlert error={ask.error} labels={() => t("common.email")} />
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
            <Button type="submit" size="md" loading={ask.isPending}>
              {t("session.sendLink")}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/logga-in" size="sm" ta="center">
        {t("session.toLogIn")}
      </Anchor>
    </FrontDoor>
  );
}
