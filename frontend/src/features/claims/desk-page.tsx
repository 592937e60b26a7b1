/** How do the company's ROT and RUT deductions stand, and what is to be done until when? */
import { Alert, Button, Text } from "@mantine/core";
import IconCash from "@tabler/icons-react/dist/esm/icons/IconCash.mjs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { useMay } from "@/app/session.ts";
import { showWholeKr } from "@/lib/number.ts";
import { ListTools } from "@/ui/list-tools.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { PayoutDialog } from "@/ui/payout-dialog.tsx";
import { CaseList } from "./case-list.tsx";
import { STATES } from "./case-state.tsx";
import { ClaimDialog } from "./claim-dialog.tsx";
import { ClaimList } from "./claim-list.tsx";
import classes from "./claims.module.css";
import { DecisionDrop } from "./decision-drop.tsx";
import { kronor } from "./kronor.ts";
import { type CaseState, type Desk, deskQuery } from "./queries.ts";

type Ready = Schema<"DeductionReady">;

const route = getRouteApi("/inside/skatteavdrag");
const TABS = ["cases", "claims"] as const;

/** Days before the last one from which it is urgent. */
const URGENT = 62;

/** The page. */
export function DeductionDeskPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { tab = "cases", state } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(deskQuery);
  const [paying, setPaying] = useState(false);
  return (
    <Page
      title={t("claims.title")}
      subtitle={t("claims.subtitle")}
      actions={
        may("payments_write") && (
          <Button
            variant="default"
            leftSection={<IconCash size={16} aria-hidden />}
            onClick={() => setPaying(true)}
          >
            {t("claims.payout")}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={4}>
        {(desk) => <Standing desk={desk} chosen={state} />}
      </Loaded>
      {may("invoices_write") && <DecisionDrop />}
      <div className={classes.stack}>
        <ListTools
          tabs={TABS.map((value) => ({ value, label: t(`claims.tab.${value}`) }))}
          tab={tab}
          tabsLabel={t("claims.title")}
          onTab={(value) => navigate({ search: value === "claims" ? { tab: "claims" } : {} })}
        />
        {tab === "claims" ? <ClaimList /> : <CaseList state={state} />}
      </div>
      {paying && <PayoutDialog onClose={() => setPaying(false)} />}
    </Page>
  );
}

function Standing({ desk, chosen }: { desk: Desk; chosen: CaseState | undefined }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asking, setAsking] = useState<Ready | null>(null);
  const lapsed = desk.states.find((row) => row.state === "lapsed");
  return (
    <div className={classes.stack}>
      {lapsed && (
        <Alert color="red" variant="light" title={t("claims.lapsedTitle", { count: lapsed.count })}>
          {t("claims.lapsedText", { sum: showWholeKr(lapsed.amount_ore) })}
        </Alert>
      )}
      {desk.ready.map((ready) => (
        <section
          key={`${ready.kind}-${ready.year}`}
          className={classes.ready}
          data-urgent={ready.days_left <= URGENT || undefined}
          aria-label={t("claims.readyLabel", { kind: t(`claims.kind.${ready.kind}`), year: ready.year })}
        >
          <div>
            <Text fw={650}>
              {t("claims.readyTitle", {
                kind: t(`claims.kind.${ready.kind}`),
                count: ready.count,
                sum: kronor(ready.claimable_kr),
              })}
            </Text>
            <Text size="sm" c="dimmed">
              {t("claims.deadline", { day: ready.deadline_on, count: ready.days_left })}
            </Text>
          </div>
          {may("invoices_write") && (
            <Button onClick={() => setAsking(ready)}>
              {t("claims.ask", { kind: t(`claims.kindInText.${ready.kind}`) })}
            </Button>
          )}
        </section>
      ))}
      {desk.states.length > 0 && (
        <nav aria-label={t("claims.byState")}>
          <ul className={classes.sums}>
            {STATES.map((state) => desk.states.find((row) => row.state === state))
              .filter((row) => row !== undefined)
              .map((row) => (
                <li key={row.state}>
                  <Link
                    to="/skatteavdrag"
                    search={row.state === chosen ? {} : { state: row.state }}
                    className={classes.sum}
                    data-on={row.state === chosen || undefined}
                    aria-current={row.state === chosen || undefined}
                  >
                    <Text size="sm" span>
                      {t(`claims.state.${row.state}`)}
                    </Text>
                    <span className={classes.sumValue}>{showWholeKr(row.amount_ore)}</span>
                    <Text size="xs" c="dimmed" span>
                      {t("claims.count", { count: row.count })}
                    </Text>
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
      )}
      {asking && <ClaimDialog kind={asking.kind} year={asking.year} onClose={() => setAsking(null)} />}
    </div>
  );
}
