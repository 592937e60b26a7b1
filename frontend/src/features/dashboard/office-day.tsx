/** What waits for the office: figures that lead to their lists, what is to be done, how business goes, what happened? */
import { Text, Title } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconClockCheck from "@tabler/icons-react/dist/esm/icons/IconClockCheck.mjs";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconHomeDollar from "@tabler/icons-react/dist/esm/icons/IconHomeDollar.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showWholeKr } from "@/lib/number.ts";
import classes from "./dashboard.module.css";
import { MonthChart } from "./month-chart.tsx";
import { OwnWeek } from "./own-week.tsx";
import type { Dashboard } from "./queries.ts";
import { Recent } from "./recent.tsx";
import { type Todo, todos } from "./what-waits.ts";

/** The office's first page. */
export function OfficeDay({ waits }: { waits: Dashboard }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <div className={classes.stack}>
      <Figures waits={waits} />
      <div className={classes.columns}>
        <div className={classes.stack} data-aside>
          <Todos todos={todos(waits)} deadline={waits.deductions_deadline_on ?? ""} />
          {may("time_own") && <OwnWeek minutes={waits.my_minutes_this_week} week={waits.my_week} />}
        </div>
        <div className={classes.stack} data-main>
          {waits.invoiced_by_month && (
            <section className={classes.card} aria-labelledby="months">
              <Title order={2} size="h4" id="months">
                {t("dashboard.months")}
              </Title>
              <Text size="sm" c="dimmed" mb="md">
                {t("dashboard.monthsHint")}
              </Text>
              <MonthChart months={waits.invoiced_by_month} />
            </section>
          )}
          <Recent events={waits.recent} />
        </div>
      </div>
    </div>
  );
}

type To = Pick<LinkProps, "to" | "search">;

function Figures({ waits }: { waits: Dashboard }) {
  const { t } = useTranslation();
  const late = waits.overdue_count ?? 0;
  return (
    <nav aria-label={t("dashboard.figures")} className={classes.figures}>
      {waits.unpaid_ore !== null && (
        <Figure
          to={{ to: "/fakturor", search: { status: "issued" } }}
          label={t("dashboard.unpaid")}
          value={showWholeKr(waits.unpaid_ore)}
          hint={t("dashboard.unpaidHint")}
        />
      )}
      {waits.overdue_ore !== null && (
        <Figure
          to={{ to: "/fakturor", search: { overdue: true } }}
          label={t("dashboard.overdue")}
          value={showWholeKr(waits.overdue_ore)}
          hint={t("dashboard.overdueCount", { count: late })}
          late={late > 0}
        />
      )}
      {waits.offers_waiting_ore !== null && (
        <Figure
          to={{ to: "/offerter", search: { status: "sent" } }}
          label={t("dashboard.offersWaiting")}
          value={showWholeKr(waits.offers_waiting_ore)}
          hint={t("dashboard.offersCount", { count: waits.offers_waiting_count ?? 0 })}
        />
      )}
      {waits.orders_open_count !== null && (
        <Figure
          to={{ to: "/order", search: { open: true } }}
          label={t("dashboard.ordersOpen")}
          value={String(waits.orders_open_count)}
          hint={t("dashboard.ordersHint")}
        />
      )}
    </nav>
  );
}

type FigureProps = { to: To; label: string; value: string; hint: string; late?: boolean };

function Figure({ to, label, value, hint, late = false }: FigureProps) {
  return (
    <Link {...(to as LinkProps)} className={classes.figure} data-late={late || undefined}>
      <span className={classes.figureLabel}>{label}</span>
      <span className={classes.figureValue}>{value}</span>
      <span className={classes.figureHint}>{hint}</span>
    </Link>
  );
}

const TODOS: Record<Todo["what"], { to: To; icon: typeof IconChecks }> = {
  breachLate: { to: { to: "/integritetsarenden", search: { tab: "breaches" } }, icon: IconShieldCheck },
  breachRunning: { to: { to: "/integritetsarenden", search: { tab: "breaches" } }, icon: IconShieldCheck },
  privacyLate: { to: { to: "/integritetsarenden", search: { show: "late" } }, icon: IconShieldCheck },
  privacyNear: { to: { to: "/integritetsarenden" }, icon: IconShieldCheck },
  overdue: { to: { to: "/fakturor", search: { overdue: true } }, icon: IconAlertTriangle },
  deductions: { to: { to: "/skatteavdrag" }, icon: IconHomeDollar },
  approve: { to: { to: "/tid/attest", search: { status: "submitted" } }, icon: IconClockCheck },
  drafts: { to: { to: "/fakturor", search: { status: "draft" } }, icon: IconFileInvoice },
  offers: { to: { to: "/offerter", search: { status: "sent" } }, icon: IconFileCheck },
};

function Todos({ todos: waiting, deadline }: { todos: Todo[]; deadline: string }) {
  const { t } = useTranslation();
  const words = ({ what, count }: Todo) =>
    ({
      breachLate: () => t("dashboard.todoBreachLate", { count }),
      breachRunning: () => t("dashboard.todoBreachRunning", { count }),
      privacyLate: () => t("dashboard.todoPrivacyLate", { count }),
      privacyNear: () => t("dashboard.todoPrivacyNear", { count }),
      overdue: () => t("dashboard.todoOverdue", { count }),
      deductions: () => t("dashboard.todoDeductions", { count, day: deadline }),
      approve: () => t("dashboard.todoApprove", { count }),
      drafts: () => t("dashboard.todoDrafts", { count }),
      offers: () => t("dashboard.todoOffers", { count }),
    })[what]();
  return (
    <section className={classes.card} aria-labelledby="todo">
      <Title order={2} size="h4" id="todo" mb="xs">
        {t("dashboard.todo")}
      </Title>
      {waiting.length === 0 && (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          <IconChecks size={18} aria-hidden /> {t("dashboard.todoNothing")}
        </Text>
      )}
      <ul className={classes.rows}>
        {waiting.map((todo) => {
          const { to, icon: Icon } = TODOS[todo.what];
          return (
            <li key={todo.what}>
              <Link {...(to as LinkProps)} className={classes.row}>
                <Icon size={20} stroke={1.6} aria-hidden className={classes[todo.what]} />
                <span className={classes.rowWords}>{words(todo)}</span>
                <IconChevronRight size={16} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
