/** What is this order? Fields for those who may change it, else something to read. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Loaded } from "@/ui/loaded.tsx";
import { OrderEditor } from "./order-editor.tsx";
import { OrderRead } from "./order-read.tsx";
import { type Order, orderQuery } from "./queries.ts";

const route = getRouteApi("/inside/order/$orderId");

/** The page of an order. */
export function OrderPage() {
  const { orderId } = route.useParams();
  const query = useQuery(orderQuery(orderId));
  return <Loaded query={query}>{(order) => <Known key={order.id} order={order} />}</Loaded>;
}

/** What is being written doesn't vanish when somebody else completes the order: the editor decides when to stop. */
function Known({ order }: { order: Order }) {
  const may = order.actions.includes("replace");
  const [begun, setBegun] = useState(may);
  if (may && !begun) setBegun(true);
  return begun ? <OrderEditor order={order} /> : <OrderRead order={order} />;
}
