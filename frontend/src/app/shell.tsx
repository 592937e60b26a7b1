/** What stands around every page behind the log-in? Menu, search, who is logged in; on the phone tabs at the bottom. */
import { AppShell, Group, Kbd, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useHotkeys, useNetwork } from "@mantine/hooks";
import IconMenu2 from "@tabler/icons-react/dist/esm/icons/IconMenu2.mjs";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { scheme, showDensity } from "@/lib/preferences.ts";
import { later, useLater } from "@/ui/use-later.ts";
import { Inside } from "./inside.ts";
import { Keys } from "./keys.tsx";
import { AccountButton, CreateButton, useCreates } from "./menu-buttons.tsx";
import { usePlaces } from "./navigation.ts";
import { Places, useIsHere } from "./places.tsx";
import { useVisits } from "./recent.ts";
import { meQuery, useMe } from "./session.ts";
import classes from "./shell.module.css";
import { StepUp } from "./step-up.tsx";
import { SupportBanner } from "./support-banner.tsx";
import { UnsentSender } from "./unsent-sender.tsx";

// What opens at a click or a key waits until then, or until the page is at rest.
const menus = later(part(() => import("./menus.tsx")));
const phoneMenu = later(part(() => import("./phone-menu.tsx")));
const palette = later(part(() => import("./palette.tsx")));

/** The frame; whoever's session ends while it stands is led to the log-in, and back afterwards. */
export function Shell({ children }: { children?: ReactNode }) {
  const { data: me } = useQuery(meQuery);
  const here = useRouterState({ select: (state) => state.location.href });
  if (me) return <Frame>{children ?? <Outlet />}</Frame>;
  // On the way there the address has changed already.
  return here.startsWith("/logga-in") ? null : <Navigate to="/logga-in" search={{ next: here }} />;
}

/** Everybody has the colours and rows that they chose. */
function useOwnLook(): void {
  const { user_id } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each user.
  useLayoutEffect(() => {
    setColorScheme(scheme());
    showDensity();
  }, [user_id]);
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [menu, setMenu] = useState(false);
  const { online } = useNetwork();
  useOwnLook();
  useVisits();
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
        <Search />
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <CreateMenu />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" className={classes.navbar} aria-label={t("shell.nav.main")}>
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
        <Inside value>{children}</Inside>
      </AppShell.Main>
      <AppShell.Footer
        className={classes.footer}
        hiddenFrom="sm"
        component="nav"
        aria-label={t("shell.nav.phone")}
      >
        <Tabs menuOpen={menu} onMore={() => setMenu(!menu)} />
      </AppShell.Footer>
      <UnsentSender />
      <PhoneMenu opened={menu} onClose={() => setMenu(false)} />
      <Keys />
    </AppShell>
  );
}

/** Opens the palette; Ctrl+K or ⌘K does so from inside fields, too. */
function Search() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const here = useLater(palette, wanted);
  const open = () => (here ? here.togglePalette() : setWanted(true));
  useHotkeys([["mod+K", open]], [], true);
  return (
    <>
      <UnstyledButton className={classes.search} onClick={open}>
        <IconSearch size={16} aria-hidden />
        <span>{t("shell.search")} …</span>
        <Kbd className={classes.searchKey}>Ctrl K</Kbd>
      </UnstyledButton>
      {here && <here.Palette />}
    </>
  );
}

function CreateMenu() {
  const [opened, setOpened] = useState<boolean>();
  const here = useLater(menus, opened !== undefined);
  if (useCreates().length === 0) return null;
  if (here && opened !== undefined) return <here.CreateMenu opened={opened} onChange={setOpened} />;
  return <CreateButton onClick={() => setOpened(true)} />;
}

function AccountMenu() {
  const [opened, setOpened] = useState<boolean>();
  const here = useLater(menus, opened !== undefined);
  if (here && opened !== undefined) return <here.AccountMenu opened={opened} onChange={setOpened} />;
  return <AccountButton onClick={() => setOpened(true)} />;
}

function PhoneMenu({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [wanted, setWanted] = useState(opened);
  if (opened && !wanted) setWanted(true);
  const here = useLater(phoneMenu, wanted);
  return here ? <here.PhoneMenu opened={opened} onClose={onClose} /> : null;
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
