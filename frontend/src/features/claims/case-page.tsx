/** What happened to one buyer's deduction, where does it stand, and what can be done? */
import { Alert, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { showKr, showPercent } from "@/lib/number.ts";
import { Facts } from "@/ui/facts.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { PayoutDialog } from "@/ui/payout-dialog.tsx";
import { Section } from "@/ui/section.tsx";
import { CaseStateBadge } from "./case-state.tsx";
import { ClaimDialog, Stated } from "./claim-dialog.tsx";
import classes from "./claims.module.css";
import { DecideDialog } from "./decide-dialog.tsx";
import { kronor } from "./kronor.ts";
import { type Case, caseQuery } from "./queries.ts";
import { RemovePayout } from "./remove-payout.tsx";
import { type Resolution, ResolveDialog } from "./resolve-dialog.tsx";

type Action = Schema<"DeductionCaseAction">;

const route = getRouteApi("/inside/skatteavdrag/$caseId");

/** What settles each way of moving on. */
const RESOLUTIONS: Partial<Record<Action, Resolution>> = {
  move: "other_buyer",
  bill: "bill_customer",
  ask_again: "ask_again",
  repay: "repay",
  write_off: "write_off",
  close: "close",
};

/** The page. */
export function DeductionCasePage() {
  const { t } = useTranslation();
  const { caseId } = route.useParams();
  const query = useQuery(caseQuery(caseId));
  const row = query.data;
  return (
    <Page
      title={row ? t("claims.caseTitle", { name: row.summary.name }) : t("claims.title")}
      beside={row && <CaseStateBadge state={row.summary.state} />}
      subtitle={
        row && (
          <Link to="/fakturor/$invoiceId" params={{ invoiceId: row.summary.invoice_id }}>
            {t("claims.ofInvoice", {
              kind: row.summary.installation
                ? t(`deductions.work.${row.summary.installation}`)
                : t(`claims.kind.${row.summary.kind}`),
              number: row.summary.invoice_number,
            })}
          </Link>
        )
      }
      back={{ to: "/skatteavdrag" }}
      actions={row && <Actions row={row} />}
    >
      <Loaded query={query} lines={8}>
        {(found) => <Story row={found} />}
      </Loaded>
    </Page>
  );
}

function Actions({ row }: { row: Case }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Action | null>(null);
  const done = () => setDoing(null);
  const resolution = doing && RESOLUTIONS[doing];
  return (
    <>
      {row.actions.map((action, place) => (
        <Button key={action} variant={place === 0 ? "filled" : "default"} onClick={() => setDoing(action)}>
          {t(`claims.action.${action}`)}
        </Button>
      ))}
      {doing === "claim" && <ClaimDialog kind={row.summary.kind} year={row.summary.year} onClose={done} />}
      {doing === "decide" && <DecideDialog row={row} onClose={done} />}
      {doing === "register_payout" && <PayoutDialog only={row.id} onClose={done} />}
      {resolution && <ResolveDialog row={row} what={resolution} onClose={done} />}
    </>
  );
}

function Story({ row }: { row: Case }) {
  const { t } = useTranslation();
  const { summary } = row;
  const home =
    row.property_designation || [row.apartment_number, row.association_number].filter(Boolean).join(", ");
  const sums: [string, number][] = [
    [t("claims.sum.original"), row.original_kr],
    [t("claims.sum.credited"), row.credited_kr],
    [t("claims.sum.asked"), row.asked_kr],
    [t("claims.sum.pending"), summary.pending_kr],
    [t("claims.sum.approved"), summary.approved_kr],
    [t("claims.sum.refused"), row.refused_kr],
    [t("claims.sum.moved"), row.moved_kr],
    [t("claims.sum.writtenOff"), row.written_off_kr],
    [t("claims.sum.repaid"), row.repaid_kr],
    [t("claims.sum.unasked"), row.unasked_kr],
  ];
  return (
    <div className={classes.stack}>
      {summary.state === "to_repay" && (
        <Alert
          color="red"
          variant="light"
          title={t("claims.toRepayTitle", { sum: kronor(summary.to_repay_kr) })}
        >
          {t("claims.toRepayText")}
        </Alert>
      )}
      {summary.state === "refused" && (
        <Alert
          color="orange"
          variant="light"
          title={t("claims.refusedTitle", { sum: kronor(summary.unresolved_kr) })}
        >
          {t("claims.refusedText")}
        </Alert>
      )}
      <div className={classes.columns}>
        <Section title={t("claims.story")}>
          <TimeLine events={row.events} />
        </Section>
        <div className={classes.stack}>
          {row.next_claim && (
            <Section title={t("claims.nextClaim", { sum: kronor(row.next_claim.asked_kr) })}>
              <Stated row={row.next_claim} />
              {summary.deadline_on && (
                <Text size="sm">{t("claims.lastDayIs", { day: summary.deadline_on })}</Text>
              )}
            </Section>
          )}
          {(row.years.length > 1 || summary.lapsed_kr > 0) && (
            <Section title={t("claims.years")}>
              <Facts
                facts={row.years.map((year) => ({ label: String(year.year), value: yearWords(year, t) }))}
              />
            </Section>
          )}
          <Section title={t("claims.sums")}>
            <Facts
              facts={[
                ...sums
                  .filter(([, kr], place) => kr !== 0 || place === 0)
                  .map(([label, kr]) => ({ label, value: kronor(kr) })),
                ...(summary.paid_out_ore > 0
                  ? [{ label: t("claims.sum.paidOut"), value: showKr(summary.paid_out_ore) }]
                  : []),
              ]}
            />
          </Section>
          <Section title={t("claims.basis")}>
            <Facts
              facts={[
                { label: t("claims.number"), value: row.identity_number || t("claims.erased") },
                {
                  label: t(summary.kind === "green" ? "claims.priceGreen" : "claims.price"),
                  value: kronor(row.base_kr),
                },
                { label: t("claims.rate"), value: showPercent(row.rate_bp) },
                ...(row.share_bp > 0 ? [{ label: t("claims.share"), value: showPercent(row.share_bp) }] : []),
                ...(summary.kind !== "rut" ? [{ label: t("claims.home"), value: home }] : []),
              ]}
            />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** What one year's payments give, and until when. */
function yearWords(year: Case["years"][number], t: Translate): string {
  const parts = [
    year.asked_kr > 0 && t("claims.year.asked", { sum: kronor(year.asked_kr) }),
    year.claimable_kr > 0 &&
      t(year.lapsed ? "claims.year.lapsed" : "claims.year.left", {
        sum: kronor(year.claimable_kr),
        day: year.deadline_on,
      }),
    year.gone_kr > 0 && t("claims.year.gone", { sum: kronor(year.gone_kr) }),
  ];
  return parts.filter(Boolean).join(", ");
}

function TimeLine({ events }: { events: Case["events"] }) {
  const { t } = useTranslation();
  const [removing, setRemoving] = useState<string | null>(null);
  return (
    <>
      <ol className={classes.line}>
        {events.map((event) => (
          <li key={event.id} className={classes.event}>
            <Text fw={600} size="sm">
              {event.amount_ore === 0
                ? t(`claims.event.${event.kind}`)
                : t("claims.eventSum", {
                    what: t(`claims.event.${event.kind}`),
                    sum: showKr(event.amount_ore),
                  })}
            </Text>
            <Text size="sm" c="dimmed">
              {[event.dated_on, event.claim_name, event.by].filter(Boolean).join(" · ")}
            </Text>
            {event.note && <Text size="sm">{event.note}</Text>}
            {event.other_case_id && (
              <Link to="/skatteavdrag/$caseId" params={{ caseId: event.other_case_id }}>
                {t("claims.otherCase")}
              </Link>
            )}
            {event.kind === "paid_out" && event.removable_payout_id && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => setRemoving(event.removable_payout_id ?? null)}
              >
                {t("claims.removePayout")}
              </Button>
            )}
            {event.kind === "credited" && event.invoice_id && (
              <Link to="/fakturor/$invoiceId" params={{ invoiceId: event.invoice_id }}>
                {t("claims.creditNote")}
              </Link>
            )}
          </li>
        ))}
      </ol>
      {removing && <RemovePayout id={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
