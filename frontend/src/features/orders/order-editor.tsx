/** How is an order written? Fields that save themselves; time, invoices and the way on beside them. */

import { Alert, Button, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { SavedMark } from "@/ui/save-state.tsx";
import { Status } from "@/ui/status.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { EconomyCard } from "./economy-card.tsx";
import { OrderActions } from "./order-actions.tsx";
import { OrderAbout, OrderBilling, OrderLines } from "./order-fields.tsx";
import { OrderRead } from "./order-read.tsx";
import { OrderInvoices, OrderOrigin, OrderTime, WhereCard } from "./order-side.tsx";
import classes from "./orders.module.css";
import { usePathLabel } from "./path-label.ts";
import type { Order } from "./queries.ts";
import { type DraftState, useDraft } from "./use-draft.ts";

const DraftConflict = whenWanted(
  part(() => import("./draft-conflict.tsx")),
  (module) => module.DraftConflict,
  () => true,
);

/** The page of an order that can be changed. */
export function OrderEditor({ order }: { order: Order }) {
  const { t } = useTranslation();
  const state = useDraft(order);
  if (!order.actions.includes("replace") && !state.dirty()) return <OrderRead order={order} />;
  return (
    <Page
      title={t("orders.numbered", { number: order.number })}
      beside={<Status of="order" status={order.status} />}
      subtitle={
        <div className={classes.subtitle}>
          <OrderOrigin order={order} />
          <SavedMark state={state.state} savedAt={state.savedAt} />
        </div>
      }
      actions={<OrderActions order={order} ready={state.ready} />}
      back={{ to: "/order" }}
    >
      <Trouble state={state} />
      <div className={classes.columns} data-draft>
        <div className={classes.stack}>
          <section className={classes.card} aria-labelledby="order-about">
            <Title order={2} size="h4" id="order-about" mb="xs">
              {t("orders.assignment")}
            </Title>
            <OrderAbout order={order} state={state} />
          </section>
          <section className={classes.card} aria-labelledby="order-lines">
            <Title order={2} size="h4" id="order-lines" mb="xs">
              {t("common.lines.title")}
            </Title>
            <OrderLines order={order} state={state} />
          </section>
        </div>
        <div className={classes.stack}>
          <OrderBilling order={order} state={state} />
          <OrderTime order={order} />
          <EconomyCard order={order} />
          <OrderInvoices order={order} />
          <WhereCard order={order} />
        </div>
      </div>
      <DraftConflict state={state} />
      <UnsavedGuard dirty={state.dirty} settle={state.flush} />
    </Page>
  );
}

/** What keeps the order from being saved. */
function Trouble({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const label = usePathLabel();
  const { problem } = state;
  if (!problem) return null;
  if (problem.code === "stale" || problem.code === "not_allowed_in_status")
    return (
      <Alert color="yellow" role="alert" title={t(`problem.code.${problem.code}`)}>
        <Button
          size="xs"
          variant="default"
          onClick={problem.code === "stale" ? state.compare : state.takeSaved}
        >
          {t(problem.code === "stale" ? "orders.compare" : "orders.showSaved")}
        </Button>
      </Alert>
    );
  if (problem.code === "offline")
    return (
      <Alert color="yellow" role="alert" title={t("problem.code.offline")}>
        {t("orders.savesWhenBack")}
      </Alert>
    );
  return (
    <ProblemAlert error={problem} labels={label} retry={problem.errors.length ? undefined : state.flush} />
  );
}
