/** Who shall work here too? Asks for the address and the role, and sends the invitation. */
import { Select, Stack, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "@/i18n/index.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { emptyInvitation } from "./details.ts";
import { type InviteUser, type User, useInvite } from "./queries.ts";
import { UserFields, userFieldLabel } from "./user-fields.tsx";

type Props = { opened: boolean; onClose: () => void };

/** The dialog. */
export function InviteDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("users.invite")} size="lg">
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const invite = useInvite();
  const edit = useEditForm<InviteUser & Record<string, unknown>, User>({
    thing: null,
    values: () => emptyInvitation(LANGUAGES.find((language) => language === i18n.language) ?? "sv"),
    send: (body) => invite.mutateAsync(body),
    onSaved: (user) => {
      showNotification({ color: "green", message: t("users.invited", { email: user.email }) });
      onDone();
    },
    check: ({ email, name }) => ({
      ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: t("users.emailNeeded") }),
      ...(name.trim() ? {} : { name: t("problem.field.required") }),
    }),
  });
  const { form } = edit;
  return (
    <EditFormFrame
      edit={edit}
      label={t("users.invite")}
      save={t("users.sendInvitation")}
      fieldLabel={(path) => userFieldLabel(t, path)}
    >
      <Stack gap="md">
        <TextInput
          withAsterisk
          data-autofocus
          type="email"
          label={t("common.email")}
          description={t("users.emailHint")}
          autoComplete="off"
          data-path="email"
          {...form.getInputProps("email")}
        />
        <UserFields form={form} invited />
        <Select
          label={t("users.invitationLanguage")}
          allowDeselect={false}
          data={LANGUAGES.map((value) => ({ value, label: t(`common.languages.${value}`) }))}
          data-path="language"
          {...form.getInputProps("language")}
        />
      </Stack>
    </EditFormFrame>
  );
}
