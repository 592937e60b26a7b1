/** How does the office keep an order? Its content in a form; its economy and its steps beside it. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Page } from "@/ui/page.tsx";
import { Status } from "@/ui/status.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { fieldsOf, toInput } from "./details.ts";
import { OrderActions } from "./order-actions.tsx";
import { OrderEconomy } from "./order-economy.tsx";
import { OrderFields, useOrderLabel } from "./order-fields.tsx";
import classes from "./orders.module.css";
import { type Order, orderQuery, readOrder, useReplaceOrder } from "./queries.ts";

/** The office's page of an order that can be changed. */
export function OrderOffice({ order }: { order: Order }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceOrder(order.id);
  const label = useOrderLabel();
  const edit = useEditForm({
    thing: order as Order | null,
    values: (thing) => fieldsOf(thing ?? order, t("orders.lineInvoiced")),
    send: (values, version) =>
      replace.mutateAsync({ version: version ?? order.version, body: toInput(values) }),
    read: () => readOrder(order.id),
    onSaved: (saved) => client.setQueryData(orderQuery(saved.id).queryKey, saved),
  });
  return (
    <Page
      title={t("orders.titled", { number: order.number, title: order.title })}
      beside={<Status of="order" status={order.status} />}
      subtitle={order.customer_name}
      back={{ to: "/order" }}
      actions={<OrderActions order={order} />}
    >
      <div className={classes.split}>
        <EditFormFrame
          edit={edit}
          label={t("orders.numbered", { number: order.number })}
          fieldLabel={label}
          show={() => null}
        >
          <OrderFields edit={edit} />
        </EditFormFrame>
        <OrderEconomy order={order} />
      </div>
    </Page>
  );
}
