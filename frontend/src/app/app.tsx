/** What stands around every page? Kit, server state, dates in the user's language, notifications, routes. */
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import "dayjs/locale/sv";
import "dayjs/locale/en-gb";
import { useTranslation } from "react-i18next";
import { queryClient } from "./query-client.ts";
import { router as browserRouter } from "./router.tsx";
import { theme } from "./theme.ts";

function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
}

/** The kit leaves its closing crosses without a name. */
function named(close: string) {
  const defaultProps = { closeButtonProps: { "aria-label": close } };
  return {
    components: { Modal: { defaultProps }, Drawer: { defaultProps }, Notification: { defaultProps } },
  };
}

/** The whole app. */
export function App({ router = browserRouter }: { router?: typeof browserRouter }) {
  const { t, i18n } = useTranslation();
  return (
    <MantineProvider
      theme={mergeThemeOverrides(theme, named(t("common.close")))}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <DatesProvider settings={{ locale: i18n.language === "en" ? "en-gb" : "sv", firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" autoClose={8000} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
