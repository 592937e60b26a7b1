/** On which order was it done? The latest ones first, then what is to be done, or what is searched for. */
import { Select, type SelectProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pickedOrder } from "@/api/pick.ts";
import { fits } from "@/lib/fits.ts";
import { takesHighlighted } from "@/ui/highlighted.ts";
import { useFound } from "@/ui/use-found.ts";
import type { TimeEntry } from "./grid.ts";
import { type OrderItem, ordersToReport } from "./queries.ts";

type Props = Omit<SelectProps, "data" | "value" | "onChange"> & {
  /** Null for internal time, empty before a choice. */
  value: string | null;
  onChange: (id: string | null) => void;
  /** What was lately reported, the latest first. */
  recent: TimeEntry[];
};

const INTERNAL = "internal";
const LATEST = 6;

type Choice = { value: string; label: string };

/** The orders of entries, each once. */
function latestOrders(entries: TimeEntry[]): Choice[] {
  const found = new Map<string, string>();
  for (const { order_id, order_number, order_title } of entries)
    if (order_id && !found.has(order_id)) found.set(order_id, `${order_number ?? ""} ${order_title ?? ""}`);
  return [...found].slice(0, LATEST).map(([value, label]) => ({ value, label }));
}

const choiceOf = ({ id, number, title, customer_name }: OrderItem): Choice => ({
  value: id,
  label: `${number} ${title}, ${customer_name}`,
});

/** A field that finds orders on the server. */
export function OrderSelect({ value, onChange, recent, ...input }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const { data: chosen } = useQuery({ ...pickedOrder(value ?? ""), enabled: Boolean(value) });
  const latest = latestOrders(recent);
  const current: Choice | null = chosen
    ? {
        value: chosen.id,
        label:
          latest.find((each) => each.value === chosen.id)?.label ??
          `${chosen.number} ${chosen.title}, ${chosen.customer_name}`,
      }
    : null;
  const internal = { value: INTERNAL, label: t("time.internalOption") };
  const resting = [current?.label, internal.label].includes(text);
  const wanted = resting ? "" : text.trim();
  const { data, settled, shows } = useFound(ordersToReport, wanted);
  const recently = wanted ? [] : latest;
  const rest = (data?.items ?? [])
    .filter(({ status }) => status !== "closed" && status !== "cancelled")
    .map(choiceOf)
    .filter(({ value, label }) => !recently.some((each) => each.value === value) && shows(label));
  // The server's orders know nothing of internal time: it is found here.
  const offersInternal = fits(wanted, internal.label);
  const shown = [...recently, ...rest];
  const missing = current && !shown.some((each) => each.value === current.value) ? [current] : [];
  return (
    <Select
      label={t("time.order")}
      placeholder={t("time.findOrder")}
      data-path="order_id"
      withAsterisk
      searchable
      allowDeselect={false}
      nothingFoundMessage={t(settled ? "common.emptyFiltered" : "common.searching")}
      maxDropdownHeight={320}
      {...takesHighlighted}
      {...input}
      data={[
        { group: t("time.internal"), items: offersInternal ? [internal] : [] },
        { group: t("time.recentOrders"), items: recently },
        { group: t(wanted ? "time.foundOrders" : "time.openOrders"), items: [...missing, ...rest] },
      ].filter(({ items }) => items.length > 0)}
      // The server has found them.
      filter={({ options }) => options}
      value={value === null ? INTERNAL : value || null}
      onChange={(id) => onChange(id === INTERNAL ? null : id)}
      searchValue={text}
      onSearchChange={setText}
    />
  );
}
