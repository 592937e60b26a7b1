/** What is there to know and do about an order? The office edits it; the worker sees where, what, and reports time. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMay } from "@/app/session.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { OrderOffice } from "./order-office.tsx";
import { OrderWork } from "./order-work.tsx";
import { orderQuery } from "./queries.ts";

const route = getRouteApi("/inside/order/$orderId");

/** The page of an order. */
export function OrderPage() {
  const { orderId } = route.useParams();
  const may = useMay();
  const query = useQuery(orderQuery(orderId));
  return (
    <Loaded query={query}>
      {(order) =>
        may("orders_write") && order.actions.includes("replace") ? (
          <OrderOffice key={order.id} order={order} />
        ) : (
          <OrderWork order={order} />
        )
      }
    </Loaded>
  );
}
