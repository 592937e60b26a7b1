/** How is an order begun without an offer? */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { companyQuery } from "@/api/pick.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { beginning, fieldsOf, toInput } from "./details.ts";
import { OrderFields, useOrderLabel } from "./order-fields.tsx";
import { type Order, orderQuery, useCreateOrder } from "./queries.ts";

const route = getRouteApi("/inside/order/ny");

/** The page of a new order. */
export function OrderNew() {
  const { t } = useTranslation();
  const company = useQuery(companyQuery);
  return (
    <Page title={t("shell.newOrder")} back={{ to: "/order" }} narrow>
      <Loaded query={company}>{(defaults) => <NewForm company={defaults} />}</Loaded>
    </Page>
  );
}

function NewForm({ company }: { company: Schema<"Company"> }) {
  const { t } = useTranslation();
  const { customer = null } = route.useSearch() as { customer?: string };
  const navigate = useNavigate();
  const client = useQueryClient();
  const create = useCreateOrder();
  const label = useOrderLabel();
  const edit = useEditForm({
    thing: null as Order | null,
    values: (order) => (order ? fieldsOf(order, "") : beginning(company, customer)),
    check: (values) => ({
      ...(values.customer_id ? {} : { customer_id: t("problem.field.required") }),
      ...(values.title.trim() ? {} : { title: t("problem.field.required") }),
    }),
    send: (values) => create.mutateAsync(toInput(values)),
    onSaved: (order) => {
      client.setQueryData(orderQuery(order.id).queryKey, order);
      navigate({ to: "/order/$orderId", params: { orderId: order.id }, replace: true, ignoreBlocker: true });
    },
  });
  return (
    <EditFormFrame edit={edit} label={t("shell.newOrder")} fieldLabel={label}>
      <OrderFields edit={edit} />
    </EditFormFrame>
  );
}
