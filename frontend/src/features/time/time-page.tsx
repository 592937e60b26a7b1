/** What has somebody worked this week? A grid on the desk, one day at a time on the phone. */
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { useMay, useMe } from "@/app/session.ts";
import { UnsentNotice } from "@/app/unsent-notice.tsx";
import { today, weekOf } from "@/lib/date.ts";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import { later, useLater, whenWanted } from "@/ui/use-later.ts";
import { usePhone } from "@/ui/use-phone.ts";
import type { Timesheet } from "./grid.ts";
import { sheetQuery } from "./queries.ts";
import { SubmitWeek } from "./submit-week.tsx";
import classes from "./time.module.css";
import { type Cells, useCells } from "./use-cells.ts";
import { SheetState, WeekNav } from "./week-head.tsx";

const Person = whenWanted(
  part(() => import("./person.tsx")),
  (module) => module.Person,
  () => true,
);
// A phone has no use for the grid, nor the desk for the day.
const dayView = later(part(() => import("./day-view.tsx")));
const deskWeek = later(part(() => import("./desk-week.tsx")));

const route = getRouteApi("/inside/tid");

/** The page of time. */
export function TimePage() {
  const { member } = route.useSearch();
  const me = useMe();
  const own = me.company?.membership_id;
  return <Whose key={member ?? "own"} member={member === own ? undefined : member} />;
}

/** The view for this width. */
function useViews(phone: boolean) {
  const day = useLater(dayView, phone);
  const desk = useLater(deskWeek, !phone);
  return { day: phone ? day : undefined, desk: phone ? undefined : desk };
}
type Views = ReturnType<typeof useViews>;

function Whose({ member }: { member: string | undefined }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const may = useMay();
  const week = search.week ?? weekOf(search.day ?? today());
  const query = useQuery(sheetQuery(week, member));
  const membershipId = member ?? me.company?.membership_id ?? query.data?.membership_id ?? "";
  const phone = usePhone();
  const views = useViews(phone);
  // On the phone the week is handed in below the day.
  const desk = phone ? undefined : query.data;
  const cells = useCells({ userId: me.user_id, membershipId, member });
  const show = (next: string) =>
    navigate({ search: ({ member: whose }) => (whose ? { week: next, member: whose } : { week: next }) });
  const name = member ? query.data?.employee_name : undefined;
  return (
    <Page
      title={name ? t("time.titleOf", { name }) : t("time.title")}
      beside={query.data && <Status of="timesheet" status={query.data.status} />}
      actions={
        (may("time_read", "time_approve") || desk?.actions.includes("submit")) && (
          <>
            {may("time_read", "time_approve") && (
              <LinkButton
                to="/tid/attest"
                variant="default"
                leftSection={<IconChecks size={16} aria-hidden />}
              >
                {t(may("time_approve") ? "time.toApprove" : "time.allSheets")}
              </LinkButton>
            )}
            {desk && <SubmitWeek sheet={desk} unsaved={cells.unsaved.size > 0} />}
          </>
        )
      }
    >
      <div className={classes.tools}>
        <WeekNav week={week} onWeek={show} />
        {may("time_read", "time_approve") && may("users_read") && (
          <Person
            member={member}
            disabled={cells.unsaved.size > 0}
            onMember={(next) => navigate({ search: next ? { week, member: next } : { week } })}
          />
        )}
      </div>
      <UnsentNotice />
      <Loaded query={query}>
        {(sheet) => (
          <>
            <SheetState sheet={sheet} />
            <Week sheet={sheet} member={member} cells={cells} {...views} />
          </>
        )}
      </Loaded>
      <UnsavedGuard dirty={cells.dirty} />
    </Page>
  );
}

type WeekProps = { sheet: Timesheet; member: string | undefined; cells: Cells };

function Week({ day, desk, ...props }: WeekProps & Views) {
  const key = props.sheet.week;
  if (day) return <day.DayView key={key} sheet={props.sheet} member={props.member} cells={props.cells} />;
  return desk ? <desk.DeskWeek key={key} {...props} /> : null;
}
