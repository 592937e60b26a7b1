/** What do the menus of the header hold? */
import { Box, Menu, Text, useMantineColorScheme } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconLogout from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSwitchCompany } from "./account-commands.ts";
import { useLogOut } from "./log-out.ts";
import { AccountButton, CreateButton, useCreates } from "./menu-buttons.tsx";
import { useMe } from "./session.ts";

type Props = { opened: boolean; onChange: (opened: boolean) => void };

/** What can be made. */
export function CreateMenu(menu: Props) {
  const { t } = useTranslation();
  const things = useCreates();
  return (
    <Menu position="bottom-end" width={200} {...menu}>
      <Menu.Target>
        <CreateButton />
      </Menu.Target>
      <Menu.Dropdown>
        {things.map(({ to, key }) => (
          <Menu.Item key={key} component={Link} to={to}>
            {t(`shell.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who is logged in, how they want it, and the way out. */
export function AccountMenu(menu: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const leave = useLogOut();
  const switchCompany = useSwitchCompany();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} {...menu}>
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py={6}>
          <Text size="sm" fw={600}>
            {me.name}
          </Text>
          <Text size="xs" c="dimmed">
            {me.company ? `${me.company.name} · ${t(`common.roles.${me.company.role}`)}` : me.email}
          </Text>
        </Box>
        <Menu.Divider />
        {me.companies.length > 1 && !me.support && (
          <>
            <Menu.Label>{t("shell.switchCompany")}</Menu.Label>
            {me.companies.map((company) => (
              <Menu.Item
                key={company.id}
                leftSection={
                  company.id === me.company?.id ? <IconCheck size={16} aria-hidden /> : <Box w={16} />
                }
                disabled={company.id === me.company?.id}
                onClick={() => switchCompany.mutate(company.id)}
              >
                {company.name}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t("shell.theme")}</Menu.Label>
        {(["light", "dark", "auto"] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            leftSection={scheme === colorScheme ? <IconCheck size={16} aria-hidden /> : <Box w={16} />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(
              scheme === "light"
                ? "shell.themeLight"
                : scheme === "dark"
                  ? "shell.themeDark"
                  : "shell.themeAuto",
            )}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!me.support && (
          <Menu.Item component={Link} to="/konto" leftSection={<IconUser size={16} aria-hidden />}>
            {t("shell.nav.account")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {t("shell.logout")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
