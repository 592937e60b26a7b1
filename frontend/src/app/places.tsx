/** How does the main menu look? Where one may go, and where one is. */
import { NavLink } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePlaces } from "./navigation.ts";
import classes from "./shell.module.css";

/** Whether the page belongs to a place. */
export function useIsHere(): (to: string) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (to) => (to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`));
}

/** The places that the user may go to. */
export function Places({ onGo }: { onGo?: () => void }) {
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
