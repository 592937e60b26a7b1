/** Is a new password good enough? Says so while it is typed; the server knows the common ones. */
import { PasswordInput, type PasswordInputProps, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Characters that a password needs (NIST SP 800-63B-4, without a second factor). */
export const MIN_PASSWORD = 15;

type Props = Omit<PasswordInputProps, "value" | "onChange"> & {
  value: string;
  onChange: (value: string) => void;
};

/** A field for a new password. */
export function NewPassword({ value, onChange, ...input }: Props) {
  const { t } = useTranslation();
  const left = MIN_PASSWORD - [...value].length;
  return (
    <div>
      <PasswordInput
        autoComplete="new-password"
        data-path="password"
        label={t("session.newPassword")}
        description={t("session.newPasswordHint", { min: MIN_PASSWORD })}
        visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }}
        {...input}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Text size="sm" mt={6} role="status" c={value && left <= 0 ? "teal" : "dimmed"}>
        {value && (left > 0 ? t("session.charactersLeft", { count: left }) : t("session.longEnough"))}
      </Text>
    </div>
  );
}
