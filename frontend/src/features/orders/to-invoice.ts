/** What of an order is left to invoice, what is chosen at first, and what would it come to? */
import type { EditedLine } from "@/ui/lines-editor.tsx";
import type { Order, TimeEntry } from "./queries.ts";

type Chosen = { lines: ReadonlySet<string>; entries: ReadonlySet<string> };
type Priced = Pick<EditedLine, "quantity_milli" | "unit_price_ore" | "discount_bp" | "vat">;

/** The lines that no invoice has. */
export const openLines = (order: Order): Order["lines"] =>
  order.lines.filter(({ invoice_id }) => invoice_id === null);

/** What the way of charging asks for: as agreed the lines, by the hour the time and all lines but work. */
export function firstChoice(order: Order, entries: TimeEntry[]): Chosen {
  const byHour = order.work_billing === "as_reported";
  const lines = openLines(order).filter(({ kind }) => !byHour || kind !== "work");
  return {
    lines: new Set(lines.map(({ id }) => id)),
    entries: new Set(byHour ? entries.map(({ id }) => id) : []),
  };
}

/** Minutes as thousandths of an hour, rounded half up as the server does. */
export const hoursMilli = (minutes: number): number => Math.floor((minutes * 1000 + 30) / 60);

/** The chosen things as priced lines: time of one activity is one line, so it is rounded once. */
export function pricedLines(order: Order, entries: TimeEntry[], chosen: Chosen): Priced[] {
  const lines = openLines(order)
    .filter(({ id }) => chosen.lines.has(id))
    .map((line) => ({
      quantity_milli: line.quantity_milli,
      unit_price_ore: line.unit_price_ore ?? 0,
      discount_bp: line.discount_bp ?? 0,
      vat: line.vat ?? "25",
    }));
  const minutes = new Map<string, number>();
  for (const entry of entries.filter(({ id }) => chosen.entries.has(id))) {
    const activity = entry.activity.trim();
    minutes.set(activity, (minutes.get(activity) ?? 0) + entry.minutes);
  }
  const time = [...minutes.values()].map((sum) => ({
    quantity_milli: hoursMilli(sum),
    unit_price_ore: order.hourly_price_ore ?? 0,
    discount_bp: 0,
    vat: order.hourly_vat,
  }));
  return [...lines, ...time];
}
