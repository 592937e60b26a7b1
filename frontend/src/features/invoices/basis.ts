/** What of the invoice basis is ticked, what does it come to, and what is sent? */
import type { Schema } from "@/api/client.ts";

export type BasisOrder = Schema<"BasisOrder">;
export type Pick = Schema<"BasisPick">;

/** What can be ticked on its own: a line, time of one activity, an instalment. */
export type BasisPart = {
  key: string;
  kind: "line" | "time" | "instalment";
  ids: string[];
  amount: number;
};

/** The parts of an order. */
export function partsOf(order: BasisOrder): BasisPart[] {
  return [
    ...order.instalments.map(({ id, net_ore }) => ({
      key: id,
      kind: "instalment" as const,
      ids: [id],
      amount: net_ore,
    })),
    ...order.lines.map(({ id, amount_ore }) => ({
      key: id,
      kind: "line" as const,
      ids: [id],
      amount: amount_ore,
    })),
    ...order.time.map(({ time_entry_ids, activity, amount_ore }) => ({
      key: `${order.order_id} ${activity}`,
      kind: "time" as const,
      ids: time_entry_ids,
      amount: amount_ore,
    })),
  ];
}

/** What is ticked of these orders; an order of which nothing is ticked isn't there. */
export function picksOf(orders: BasisOrder[], ticked: ReadonlySet<string>): Pick[] {
  return orders.flatMap((order) => {
    const parts = partsOf(order).filter(({ key }) => ticked.has(key));
    const ids = (kind: BasisPart["kind"]) => parts.flatMap((part) => (part.kind === kind ? part.ids : []));
    if (parts.length === 0) return [];
    return [
      {
        order_id: order.order_id,
        line_ids: ids("line"),
        time_entry_ids: ids("time"),
        instalment_ids: ids("instalment"),
      },
    ];
  });
}

/** What the ticked parts come to. */
export function sumOf(orders: BasisOrder[], ticked: ReadonlySet<string>): number {
  return orders
    .flatMap(partsOf)
    .filter(({ key }) => ticked.has(key))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** The orders of each customer, in the order of the list. */
export function byCustomer(orders: BasisOrder[]): { id: string; name: string; orders: BasisOrder[] }[] {
  const groups: { id: string; name: string; orders: BasisOrder[] }[] = [];
  for (const order of orders) {
    const group = groups.find(({ id }) => id === order.customer_id);
    if (group) group.orders.push(order);
    else groups.push({ id: order.customer_id, name: order.customer_name, orders: [order] });
  }
  return groups;
}
