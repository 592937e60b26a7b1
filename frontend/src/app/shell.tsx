/** What stands around every page behind the log-in? Menu, search, who is logged in; on the phone tabs at the bottom. */
import {
  ActionIcon,
  AppShell,
  Box,
  Button,
  Drawer,
  Group,
  Kbd,
  Menu,
  NavLink,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure, useNetwork } from "@mantine/hooks";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconLogout from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs";
import IconMenu2 from "@tabler/icons-react/dist/esm/icons/IconMenu2.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSwitchCompany } from "./account-commands.ts";
import { Keys } from "./keys.tsx";
import { useLogOut } from "./log-out.ts";
import { CREATES, usePlaces } from "./navigation.ts";
import { openPalette, Palette } from "./palette.tsx";
import { meQuery, useMay, useMe } from "./session.ts";
import classes from "./shell.module.css";
import { StepUp } from "./step-up.tsx";
import { SupportBanner } from "./support-banner.tsx";
import { UnsentSender } from "./unsent-sender.tsx";

/** The frame; whoever's session ends while it stands is led to the log-in, and back afterwards. */
export function Shell() {
  const { data: me } = useQuery(meQuery);
  const here = useRouterState({ select: (state) => state.location.href });
  if (me) return <Frame />;
  // On the way there the address has changed already.
  return here.startsWith("/logga-in") ? null : <Navigate to="/logga-in" search={{ next: here }} />;
}

function Frame() {
  const { t } = useTranslation();
  const [menu, { toggle, close }] = useDisclosure(false);
  const { online } = useNetwork();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: "sm", collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a href="#main" className="skip-link">
        {t("shell.skip")}
      </a>
      <AppShell.Header className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Link to="/" className={classes.brand} aria-label="Flexibla Kontoret">
            <img src="/icon.svg" alt="Flexibla Kontoret" width={26} height={26} />
            <span className={classes.brandName} aria-hidden>
              Flexibla Kontoret
            </span>
          </Link>
        </Group>
        <UnstyledButton className={classes.search} onClick={openPalette}>
          <IconSearch size={16} aria-hidden />
          <span>{t("shell.search")} …</span>
          <Kbd className={classes.searchKey}>Ctrl K</Kbd>
        </UnstyledButton>
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <CreateMenu />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={t("shell.nav.main")}>
        <Places />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        {!online && (
          <Text role="status" className={classes.offline}>
            {t("shell.offline")}
          </Text>
        )}
        <StepUp />
        <SupportBanner />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer
        className={classes.footer}
        hiddenFrom="sm"
        component="nav"
        aria-label={t("shell.nav.phone")}
      >
        <Tabs menuOpen={menu} onMore={toggle} />
      </AppShell.Footer>
      <Drawer
        opened={menu}
        onClose={close}
        position="bottom"
        size="auto"
        title={t("shell.menu")}
        hiddenFrom="sm"
      >
        <nav aria-label={t("shell.nav.main")}>
          <Places onGo={close} />
        </nav>
      </Drawer>
      <UnsentSender />
      <Palette />
      <Keys />
    </AppShell>
  );
}

function useIsHere(): (to: string) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (to) => (to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`));
}

function Places({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const isHere = useIsHere();
  return (
    <>
      {usePlaces().map(({ to, key, icon: Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={t(`shell.nav.${key}`)}
          leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
          active={isHere(to)}
          aria-current={isHere(to) ? "page" : undefined}
          className={classes.place}
          onClick={() => onGo?.()}
        />
      ))}
    </>
  );
}

const TAB_KEYS = ["dashboard", "time", "orders", "offers", "invoices"] as const;

function Tabs({ menuOpen, onMore }: { menuOpen: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces();
  const isHere = useIsHere();
  const tabs = TAB_KEYS.flatMap((key) => places.filter((place) => place.key === key)).slice(0, 4);
  return (
    <div className={classes.tabs}>
      {tabs.map(({ to, key, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          aria-current={isHere(to) ? "page" : undefined}
          data-here={isHere(to) || undefined}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          {t(key === "dashboard" ? "shell.nav.today" : `shell.nav.${key}`)}
        </Link>
      ))}
      <UnstyledButton className={classes.tab} onClick={onMore} aria-expanded={menuOpen}>
        <IconMenu2 size={22} stroke={1.6} aria-hidden />
        {t("common.more")}
      </UnstyledButton>
    </div>
  );
}

function CreateMenu() {
  const { t } = useTranslation();
  const may = useMay();
  const things = CREATES.filter(({ any }) => may(any));
  if (things.length === 0) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="light"
          px="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          data-create
          className={classes.create}
        >
          {t("shell.newThing")}
        </Button>
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

function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const leave = useLogOut();
  const switchCompany = useSwitchCompany();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const initials = me.company?.initials || me.name.slice(0, 1);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={36}
          radius="xl"
          aria-label={`${initials}: ${me.name}`}
          data-account
        >
          <Text size="xs" fw={700} component="span">
            {initials}
          </Text>
        </ActionIcon>
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
