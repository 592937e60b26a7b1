/** What stands around every page? Kit, server state, dates in the user's language, notifications, routes. */
import { type MantineColorSchemeManager, MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import "dayjs/locale/sv";
import "dayjs/locale/en-gb";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { keepScheme, scheme } from "@/lib/preferences.ts";
import { queryClient } from "./query-client.ts";
import { router as browserRouter } from "./router.tsx";
import { theme } from "./theme.ts";
import { Toasts } from "./toasts.tsx";

/** Where the kit finds the colours that were chosen. */
const schemes: MantineColorSchemeManager = {
  get: scheme,
  set: keepScheme,
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => keepScheme("auto"),
};

function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
}

/** The whole app. */
export function App({ router = browserRouter }: { router?: typeof browserRouter }) {
  const { t, i18n } = useTranslation();
  // The crosses of dialogs and notifications have a name in the user's language.
  const close = t("common.close");
  const named = useMemo(
    () =>
      mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { "aria-label": close } } } }),
    [close],
  );
  return (
    <MantineProvider
      theme={named}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      getStyleNonce={nonce}
    >
      <DatesProvider settings={{ locale: i18n.language === "en" ? "en-gb" : "sv", firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <Toasts />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
