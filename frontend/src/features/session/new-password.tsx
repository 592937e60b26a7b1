/** How is a new password chosen? With its length beside it while it is typed, and advice how to make a good one. */
import { PasswordInput, type PasswordInputProps, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MIN_PASSWORD, passwordLength } from "./password-length.ts";

/** The field of a new password. */
export function NewPassword({ value = "", ...input }: PasswordInputProps) {
  const { t } = useTranslation();
  const length = passwordLength(String(value));
  const enough = length >= MIN_PASSWORD;
  return (
    <div>
      <PasswordInput
        label={t("session.newPassword")}
        description={t("session.newPasswordHint")}
        autoComplete="new-password"
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ "aria-label": t("session.showTyped") }}
        data-path="password"
        {...input}
        value={value}
      />
      <Progress
        mt={8}
        size={6}
        radius="xl"
        value={Math.min(100, (length / MIN_PASSWORD) * 100)}
        color={enough ? "green" : "blue"}
        aria-hidden
      />
      <Text size="sm" mt={4} c={enough ? undefined : "dimmed"} role="status">
        {enough
          ? t("session.lengthEnough", { length })
          : t("session.lengthNeeded", { length, min: MIN_PASSWORD })}
      </Text>
    </div>
  );
}
