/** Who am I here, how do I want it, and where am I logged in? */
import {
  Badge,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { showNotification } from "@mantine/notifications";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeEmail, useChooseLanguage, useSwitchCompany } from "@/app/account-commands.ts";
import { useLogOut } from "@/app/log-out.ts";
import { useMe } from "@/app/session.ts";
import { type Density, density, setDensity, setSingleKeys, singleKeysOn } from "@/lib/preferences.ts";
import { EmailDialog } from "@/ui/email-dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { LanguageChoice } from "@/ui/language-choice.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import classes from "./account.module.css";
import { MyData } from "./my-data.tsx";
import { useNewPasswordLetter } from "./queries.ts";
import { Sessions } from "./sessions.tsx";

/** The page of one's own account. */
export function AccountPage() {
  const { t } = useTranslation();
  const leave = useLogOut();
  return (
    <Page
      title={t("account.title")}
      actions={
        <Button variant="default" onClick={leave}>
          {t("shell.logout")}
        </Button>
      }
    >
      <div className={classes.columns}>
        <Who />
        <Preferences />
      </div>
      <Sessions />
      <MyData />
      <Companies />
    </Page>
  );
}

function Who() {
  const { t } = useTranslation();
  const me = useMe();
  const letter = useNewPasswordLetter();
  const [changing, { open, close }] = useDisclosure(false);
  const change = useChangeEmail(me.company?.membership_id ?? "");
  const send = () =>
    letter.mutate(me.email, {
      onSuccess: () =>
        showNotification({ color: "green", message: t("account.letterSent", { email: me.email }) }),
    });
  return (
    <Section title={t("account.you")} text={t("account.youText")}>
      <Stack gap="md">
        <Facts
          facts={[
            { label: t("common.name"), value: me.name },
            { label: t("common.email"), value: me.email },
            {
              label: t("account.companyAtWork"),
              value: me.company && `${me.company.name}, ${t(`common.roles.${me.company.role}`)}`,
            },
            { label: t("account.initials"), value: me.company?.initials },
          ]}
        />
        <ProblemAlert error={letter.error} />
        <div>
          <Group gap="xs">
            <Button variant="default" loading={letter.isPending} onClick={send}>
              {t("account.newPassword")}
            </Button>
            {me.company && (
              <Button variant="default" onClick={open}>
                {t("common.emailChange.title")}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed" mt={6}>
            {t("account.newPasswordText")}
          </Text>
        </div>
        {me.company && <EmailDialog change={change} email={me.email} opened={changing} onClose={close} />}
      </Stack>
    </Section>
  );
}

const SCHEMES = ["auto", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact"] as const satisfies readonly Density[];

function Preferences() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = useChooseLanguage();
  const [rows, setRows] = useState(density);
  const [keys, setKeys] = useState(singleKeysOn);
  const words = { auto: "shell.themeAuto", light: "shell.themeLight", dark: "shell.themeDark" } as const;
  return (
    <Section title={t("account.preferences")} text={t("account.preferencesText")}>
      <Stack gap="md">
        <Choice label={t("common.language")}>
          <LanguageChoice onChosen={choose.mutate} />
        </Choice>
        <Choice label={t("shell.theme")}>
          <SegmentedControl
            aria-label={t("shell.theme")}
            value={colorScheme}
            data={SCHEMES.map((value) => ({ value: value as string, label: t(words[value]) }))}
            onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? "auto")}
          />
        </Choice>
        <Choice label={t("shell.density")}>
          <SegmentedControl
            aria-label={t("shell.density")}
            value={rows}
            data={DENSITIES.map((value) => ({ value: value as string, label: t(`shell.${value}`) }))}
            onChange={(value) => {
              const chosen = DENSITIES.find((each) => each === value) ?? "comfortable";
              setRows(chosen);
              setDensity(chosen);
            }}
          />
        </Choice>
        <Switch
          label={t("shell.singleKeys")}
          description={t("account.singleKeysText")}
          checked={keys}
          onChange={(event) => {
            setKeys(event.currentTarget.checked);
            setSingleKeys(event.currentTarget.checked);
          }}
        />
      </Stack>
    </Section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {children}
    </Group>
  );
}

function Companies() {
  const { t } = useTranslation();
  const me = useMe();
  const change = useSwitchCompany();
  if (me.companies.length < 2) return null;
  return (
    <Section title={t("account.companies")} text={t("account.companiesText")}>
      <ProblemAlert error={change.error} />
      <ul className={classes.rows}>
        {me.companies.map(({ id, name, role }) => (
          <li key={id} className={classes.row}>
            <div className={classes.what}>
              <Text fw={600}>{name}</Text>
              <Text size="sm" c="dimmed">
                {t(`common.roles.${role}`)}
              </Text>
            </div>
            {id === me.company?.id ? (
              <Badge variant="light" color="green" className="status" tt="none">
                {t("account.here")}
              </Badge>
            ) : (
              <Button
                variant="default"
                loading={change.isPending && change.variables === id}
                aria-label={t("account.goTo", { name })}
                onClick={() => change.mutate(id)}
              >
                {t("account.go")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
