/** How is a customer added? */
import { showNotification } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Page } from "@/ui/page.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { CustomerFields, customerFieldLabel } from "./customer-fields.tsx";
import classes from "./customers.module.css";
import { type CustomerForm, customerForm, customerInput } from "./details.ts";
import { type Customer, useCreateCustomer } from "./queries.ts";

/** The page of a new customer. */
export function CustomerNew() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateCustomer();
  const { language } = useMe();
  const edit = useEditForm<CustomerForm, Customer>({
    thing: null,
    values: (customer) => customerForm(customer, language),
    send: (form) => create.mutateAsync(customerInput(form)),
    onSaved: ({ id }) => {
      showNotification({ color: "green", message: t("customers.created") });
      navigate({ to: "/kunder/$customerId", params: { customerId: id }, replace: true });
    },
  });
  return (
    <Page title={t("customers.new")} back={{ to: "/kunder" }} narrow>
      <div className={classes.card}>
        <EditFormFrame
          edit={edit}
          label={t("customers.new")}
          fieldLabel={(path) => customerFieldLabel(t, path)}
        >
          <CustomerFields form={edit.form} />
        </EditFormFrame>
      </div>
    </Page>
  );
}
