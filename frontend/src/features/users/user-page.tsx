/** Who is this colleague, what may they do, and can they still log in? */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { showNotification } from "@mantine/notifications";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconUserOff from "@tabler/icons-react/dist/esm/icons/IconUserOff.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { useChangeEmail } from "@/app/account-commands.ts";
import { useMay } from "@/app/session.ts";
import { LANGUAGES } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { EmailDialog } from "@/ui/email-dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { MailList } from "@/ui/mail-list.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { againInvitation, userForm } from "./details.ts";
import { type User, type UserInput, useDeactivate, useInvite, useReplaceUser, userQuery } from "./queries.ts";
import { UserFields, userFieldLabel, userFieldWords } from "./user-fields.tsx";
import { UserStatus } from "./user-marks.tsx";
import classes from "./users.module.css";

const route = getRouteApi("/inside/anvandare/$userId");

/** The page of a user. */
export function UserPage() {
  const { userId } = route.useParams();
  const query = useQuery(userQuery(userId));
  return <Loaded query={query}>{(user) => <Known key={user.id} user={user} />}</Loaded>;
}

function Known({ user }: { user: User }) {
  const { t } = useTranslation();
  return (
    <Page
      title={user.name}
      back={{ to: "/anvandare" }}
      beside={<UserStatus status={user.status} />}
      subtitle={[t(`common.roles.${user.role}`), user.email].filter(Boolean).join(" · ")}
      actions={<Actions user={user} />}
    >
      <Standing user={user} />
      <div className={classes.columns}>
        <Section title={t("users.details")}>
          {user.actions.includes("replace") ? <Details user={user} /> : <ReadOnly user={user} />}
        </Section>
        <div className={classes.stack}>
          <LogIns user={user} />
        </div>
      </div>
    </Page>
  );
}

function Standing({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.erased) {
    return (
      <Alert color="gray" variant="light" icon={<IconUserOff aria-hidden />}>
        {t("users.erasedText")}
      </Alert>
    );
  }
  if (user.status === "deactivated") {
    return (
      <Alert color="gray" variant="light" icon={<IconUserOff aria-hidden />}>
        {t("users.deactivatedText")}
      </Alert>
    );
  }
  if (user.status !== "invited") return null;
  return (
    <Alert color="blue" variant="light" icon={<IconClock aria-hidden />}>
      {user.invitation_expires_at
        ? t("users.invitedText", { at: showInstant(user.invitation_expires_at) })
        : t("users.invitationOver")}
    </Alert>
  );
}

function Actions({ user }: { user: User }) {
  const { t, i18n } = useTranslation();
  const invite = useInvite();
  const [asking, { open, close }] = useDisclosure(false);
  const again = () =>
    invite.mutate(againInvitation(user, LANGUAGES.find((language) => language === i18n.language) ?? "sv"), {
      onSuccess: ({ email }) => showNotification({ color: "green", message: t("users.invited", { email }) }),
      onError: (error) => showNotification({ color: "red", message: t(`problem.code.${error.code}`) }),
    });
  return (
    <>
      {user.actions.includes("deactivate") && (
        <Button variant="default" onClick={open}>
          {t(user.status === "invited" ? "users.takeBack" : "users.deactivate")}
        </Button>
      )}
      {user.actions.includes("invite") && (
        <Button loading={invite.isPending} onClick={again}>
          {t(user.status === "invited" ? "users.inviteAgain" : "users.letBackIn")}
        </Button>
      )}
      <DeactivateDialog user={user} opened={asking} onClose={close} />
    </>
  );
}

/** Not to be undone by a click: coming back takes a new invitation and its acceptance. So the effect is shown first. */
function DeactivateDialog({ user, opened, onClose }: { user: User; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const deactivate = useDeactivate();
  const open = user.status === "invited";
  const act = () =>
    deactivate.mutate(user, {
      onSuccess: ({ name }) => {
        showNotification({ message: t(open ? "users.takenBack" : "users.deactivated", { name }) });
        onClose();
      },
    });
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t(open ? "users.takeBackTitle" : "users.deactivateTitle", { name: user.name })}
    >
      <Stack>
        <ProblemAlert error={deactivate.error} />
        <Text size="sm">{t(open ? "users.takeBackText" : "users.deactivateText", { name: user.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button color="red" loading={deactivate.isPending} onClick={act} data-autofocus>
            {t(open ? "users.takeBack" : "users.deactivate")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Details({ user }: { user: User }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceUser(user.id);
  const edit = useEditForm<UserInput & Record<string, unknown>, User>({
    thing: user,
    values: (thing) => userForm(thing ?? user),
    send: (body, version) => replace.mutateAsync({ version: version ?? user.version, body }),
    read: () => client.fetchQuery({ ...userQuery(user.id), staleTime: 0 }),
    onSaved: ({ name }) => showNotification({ color: "green", message: t("users.saved", { name }) }),
    check: ({ name }): Record<string, string> => (name.trim() ? {} : { name: t("problem.field.required") }),
  });
  const lastOwner = isProblem(edit.problem, "last_owner");
  return (
    <EditFormFrame
      edit={edit}
      label={t("users.details")}
      fieldLabel={(path) => userFieldLabel(t, path)}
      show={(field, value) => userFieldWords(t, field, value)}
    >
      {lastOwner && (
        <Text size="sm" role="note">
          {t("users.lastOwner")}
        </Text>
      )}
      <UserFields form={edit.form} />
    </EditFormFrame>
  );
}

function ReadOnly({ user }: { user: User }) {
  const { t } = useTranslation();
  const form = userForm(user);
  const names = Object.keys(form) as (keyof UserInput)[];
  return (
    <Facts
      facts={names.map((name) => ({
        label: userFieldLabel(t, name),
        value: userFieldWords(t, name, form[name]),
      }))}
    />
  );
}

function LogIns({ user }: { user: User }) {
  const { t } = useTranslation();
  const [changing, { open, close }] = useDisclosure(false);
  const change = useChangeEmail(user.id);
  const may = useMay();
  return (
    <Section title={t("users.logIn")}>
      <Stack gap="md">
        <Facts
          facts={[
            { label: t("common.email"), value: user.email },
            {
              label: t("users.lastLogIn"),
              value: user.last_log_in_at ? showInstant(user.last_log_in_at) : t("users.never"),
            },
            { label: t("users.since"), value: showInstant(user.created_at).slice(0, 10) },
          ]}
        />
        <MailList mails={user.mails} />
        {may("privacy_write") && !user.erased && (
          <LinkButton
            to="/integritetsarenden"
            search={{ tab: "subjects", as: "user", id: user.user_id }}
            variant="default"
          >
            {t("users.personalData")}
          </LinkButton>
        )}
        {user.status === "active" && user.actions.includes("replace") && (
          <Button variant="default" onClick={open}>
            {t("common.emailChange.title")}
          </Button>
        )}
        <EmailDialog change={change} email={user.email} opened={changing} onClose={close} />
        {may("audit_read") && (
          <LinkButton to="/handelser" search={{ actor: user.user_id }} variant="default">
            {t("users.events")}
          </LinkButton>
        )}
      </Stack>
    </Section>
  );
}
