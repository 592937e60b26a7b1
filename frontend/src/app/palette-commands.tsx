/** What can be done from the palette? Go somewhere, make something, change how it looks, leave. */
import { Group, Kbd, useMantineColorScheme } from "@mantine/core";
import type { SpotlightActionData } from "@mantine/spotlight";
import IconKeyboard from "@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs";
import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import IconLogout from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconSunMoon from "@tabler/icons-react/dist/esm/icons/IconSunMoon.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LANGUAGES, speak } from "@/i18n/index.ts";
import { fits } from "@/lib/fits.ts";
import { singleKeysOn } from "@/lib/preferences.ts";
import { LANGUAGE_NAMES } from "@/ui/language-choice.tsx";
import { useChooseLanguage } from "./account-commands.ts";
import { GOES, showKeys } from "./keys.tsx";
import { useLogOut } from "./log-out.ts";
import { useCreates } from "./menu-buttons.tsx";
import { usePlaces } from "./navigation.ts";
import { useMe } from "./session.ts";

type Command = { id: string; label: string; onClick: () => unknown; icon: typeof IconPlus; keys?: string[] };

const THEMES = { light: "shell.themeLight", dark: "shell.themeDark", auto: "shell.themeAuto" } as const;

function Keys({ keys }: { keys: string[] }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keys.map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}

function useAll(): Command[] {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const leave = useLogOut();
  const choose = useChooseLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wayTo = (to: string) => Object.entries(GOES).find(([, place]) => place === to)?.[0];
  const places = usePlaces().map(({ to, key, icon }): Command => {
    const letter = wayTo(to)?.toUpperCase();
    return {
      id: `go ${to}`,
      label: t(`shell.nav.${key}`),
      icon,
      keys: letter ? ["G", letter] : undefined,
      onClick: () => navigate({ to }),
    };
  });
  const creates = useCreates().map(
    ({ to, key }): Command => ({
      id: `new ${key}`,
      label: t(`shell.${key}`),
      icon: IconPlus,
      onClick: () => navigate({ to }),
    }),
  );
  const themes = (["light", "dark", "auto"] as const).filter((scheme) => scheme !== colorScheme);
  const languages = LANGUAGES.filter((language) => language !== i18n.language);
  return [
    ...places,
    ...creates,
    ...themes.map((scheme) => ({
      id: `theme ${scheme}`,
      label: `${t("shell.theme")}: ${t(THEMES[scheme])}`,
      icon: IconSunMoon,
      onClick: () => setColorScheme(scheme),
    })),
    ...languages.map((language) => ({
      id: `language ${language}`,
      label: `${t("common.language")}: ${LANGUAGE_NAMES[language]}`,
      icon: IconLanguage,
      onClick: () => {
        speak(language, true);
        if (!me.support) choose.mutate(language);
      },
    })),
    { id: "keys", label: t("shell.shortcuts"), icon: IconKeyboard, keys: ["?"], onClick: showKeys },
    ...(me.support
      ? []
      : [
          {
            id: "account",
            label: t("shell.nav.account"),
            icon: IconUser,
            onClick: () => navigate({ to: "/konto" }),
          },
        ]),
    { id: "leave", label: t("shell.logout"), icon: IconLogout, onClick: leave },
  ];
}

/** The commands that have this text in their name; all of them without one. */
export function useCommands(text: string): SpotlightActionData[] {
  const single = singleKeysOn();
  return useAll()
    .filter(({ label }) => fits(text, label))
    .map(({ icon: Icon, keys, onClick, ...command }) => ({
      ...command,
      onClick: () => onClick(),
      leftSection: <Icon size={18} aria-hidden />,
      rightSection: keys && single && <Keys keys={keys} />,
    }));
}
