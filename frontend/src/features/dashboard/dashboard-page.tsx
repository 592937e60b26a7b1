/** What matters today? For the office what waits, for those on site their orders and hours, for a new company how to begin. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { companyQuery } from "@/api/pick.ts";
import { useMay } from "@/app/session.ts";
import { UnsentNotice } from "@/app/unsent-notice.tsx";
import { showWeekday, today, weekNumber, weekOf } from "@/lib/date.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { OfficeDay } from "./office-day.tsx";
import { beginningsQuery, type Dashboard, dashboardQuery } from "./queries.ts";
import { companyIsReady, looksNew } from "./what-waits.ts";
import { WorkDay } from "./work-day.tsx";

/** The first page. */
export function DashboardPage() {
  const { t, i18n } = useTranslation();
  const query = useQuery(dashboardQuery);
  const may = useMay();
  const day = today();
  const words = showWeekday(day, i18n.language);
  return (
    <Page
      title={may("offers_read") ? t("dashboard.title") : t("dashboard.today")}
      subtitle={t("dashboard.dayAndWeek", {
        day: words.charAt(0).toUpperCase() + words.slice(1),
        week: weekNumber(weekOf(day)),
      })}
    >
      <UnsentNotice />
      <Loaded query={query}>
        {(waits) =>
          waits.offers_waiting_count === null ? <WorkDay waits={waits} /> : <Office waits={waits} />
        }
      </Loaded>
    </Page>
  );
}

function Office({ waits }: { waits: Dashboard }) {
  const may = useMay();
  const maybeNew = looksNew(waits) && may("company_write");
  const begun = useQuery({ ...beginningsQuery, enabled: maybeNew });
  const company = useQuery({ ...companyQuery, enabled: maybeNew });
  if (!maybeNew || begun.data?.offer || begun.error || company.error) return <OfficeDay waits={waits} />;
  return (
    <Loaded query={begun}>
      {(done) => (
        <Loaded query={company}>
          {(details) => <FirstSteps done={{ company: companyIsReady(details), ...done }} />}
        </Loaded>
      )}
    </Loaded>
  );
}
