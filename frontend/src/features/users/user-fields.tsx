/** Which details does a user have? The fields of the forms, and their names in words. */
import { Select, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { type InviteUser, ROLES, type Role, type UserInput } from "./queries.ts";
import classes from "./users.module.css";

type Field = keyof InviteUser;

/** The name of a field, by form path. */
export function userFieldLabel(t: Translate, path: string): string {
  const labels: Record<Field, string> = {
    email: t("common.email"),
    name: t("common.name"),
    role: t("users.role"),
    language: t("users.invitationLanguage"),
    username: t("users.username"),
    initials: t("users.initials"),
    employment_id: t("users.employmentId"),
    phone: t("common.phone"),
  };
  return labels[path as Field] ?? path;
}

/** The value of a field in words. */
export function userFieldWords(t: Translate, field: string, value: unknown): string {
  return field === "role" ? t(`common.roles.${value as Role}`) : String(value ?? "") || "–";
}

type FieldsProps<Values extends UserInput & Record<string, unknown>> = {
  form: UseFormReturnType<Values>;
  /** Fields that an invitation can leave to the service. */
  invited?: boolean;
};

/** The fields that both forms have. */
export function UserFields<Values extends UserInput & Record<string, unknown>>({
  form,
  invited = false,
}: FieldsProps<Values>) {
  const { t } = useTranslation();
  const field = (name: keyof UserInput) => ({
    ...form.getInputProps(name as string),
    label: userFieldLabel(t, name),
    "data-path": name,
    autoComplete: "off",
  });
  const chosen = (form.values as UserInput).role;
  const role = ROLES.find((each) => each === chosen) ?? "worker";
  return (
    <Stack gap="md">
      <TextInput withAsterisk {...field("name")} />
      <Select
        {...field("role")}
        allowDeselect={false}
        data={ROLES.map((value) => ({ value, label: t(`common.roles.${value}`) }))}
        description={t(`users.roleText.${role}`)}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      <div className={classes.pair}>
        <TextInput {...field("phone")} type="tel" />
        <TextInput {...field("employment_id")} />
        <TextInput
          {...field("username")}
          autoCapitalize="none"
          spellCheck={false}
          description={t(invited ? "users.usernameEmpty" : "users.usernameHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
        />
        <TextInput
          {...field("initials")}
          maxLength={4}
          description={invited ? t("users.initialsEmpty") : t("users.initialsHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
        />
      </div>
    </Stack>
  );
}
