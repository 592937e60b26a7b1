/** What did a reminder say? Its document, always the same. */

import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OwnPdf } from "@/app/own.tsx";
import { Page } from "@/ui/page.tsx";

const route = getRouteApi("/inside/paminnelser/$reminderId");

/** The page of a reminder. */
export function ReminderDocument() {
  const { t } = useTranslation();
  const { reminderId } = route.useParams();
  return (
    <Page title={t("reminders.one")} back={{ to: "/paminnelser", search: { tab: "sent" } }}>
      <OwnPdf
        source={{ kind: "reminder", id: reminderId }}
        version={1}
        title={t("reminders.document")}
        fileName={`${t("reminders.one")}.pdf`}
      />
    </Page>
  );
}
