/** Who is late, what was done about it, and what is next? */
import { Stack } from "@mantine/core";
import IconSettings from "@tabler/icons-react/dist/esm/icons/IconSettings.mjs";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { LateList } from "./late-list.tsx";
import { SentList } from "./sent-list.tsx";

const route = getRouteApi("/inside/paminnelser");
const TABS = ["late", "sent"] as const;

/** The page of reminders. */
export function ReminderPage() {
  const { t } = useTranslation();
  const { tab = "late" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title={t("reminders.title")}
      subtitle={t("reminders.subtitle")}
      actions={
        <LinkButton
          to="/paminnelser/installningar"
          variant="default"
          leftSection={<IconSettings size={16} aria-hidden />}
        >
          {t("reminders.settings")}
        </LinkButton>
      }
    >
      <Stack gap="sm">
        <ListTools
          tabs={TABS.map((value) => ({ value, label: t(`reminders.tab.${value}`) }))}
          tab={tab}
          tabsLabel={t("reminders.title")}
          onTab={(value) => navigate({ search: value === "sent" ? { tab: "sent" } : {} })}
        />
        {tab === "sent" ? <SentList /> : <LateList />}
      </Stack>
    </Page>
  );
}
