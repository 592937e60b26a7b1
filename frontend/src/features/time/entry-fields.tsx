/** What was done, on which order, and is it charged? The fields that an entry and a row have in common. */
import { Autocomplete, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TimeEntry } from "./grid.ts";
import { OrderSelect } from "./order-select.tsx";

/** No choice of an order, or of none, has been made yet. */
export const UNCHOSEN = "";

/** What a row and an entry have in common; `order_id` is null for internal time. */
export type What = { order_id: string | null; activity: string; billable: boolean };

type Props = {
  what: What;
  onChange: (part: Partial<What>) => void;
  recent: TimeEntry[];
  errors: Record<string, ReactNode>;
  /** The dialog begins with the choice of the order. */
  orderFirst?: boolean;
};

const USUAL = ["work", "travel", "preparation", "meeting"] as const;
const MOST = 80;

/** Order and activity. */
export function WhatFields({ what, onChange, recent, errors, orderFirst }: Props) {
  const { t } = useTranslation();
  const used = recent.map(({ activity }) => activity).filter(Boolean);
  const activities = [...new Set([...used, ...USUAL.map((key) => t(`time.activities.${key}`))])];
  return (
    <>
      <OrderSelect
        value={what.order_id}
        onChange={(order_id) => onChange({ order_id, billable: Boolean(order_id) })}
        recent={recent}
        error={errors.order_id}
        data-autofocus={orderFirst || undefined}
      />
      <Autocomplete
        label={t("time.activity")}
        placeholder={t("time.activityHint")}
        data-path="activity"
        data={activities}
        maxLength={MOST}
        value={what.activity}
        onChange={(activity) => onChange({ activity })}
        error={errors.activity}
      />
    </>
  );
}

/** Whether the customer pays for it; only time on an order can be charged. */
export function BillableField({ what, onChange, errors }: Omit<Props, "recent">) {
  const { t } = useTranslation();
  if (!what.order_id) return null;
  return (
    <Switch
      label={t("time.billable")}
      data-path="billable"
      checked={what.billable}
      onChange={(event) => onChange({ billable: event.currentTarget.checked })}
      error={errors.billable}
    />
  );
}
