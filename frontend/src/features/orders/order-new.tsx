/** For whom, and what, is the new order? Made by a button, as everybody who works sees it at once. */
import { Alert, SimpleGrid, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { companyQuery, pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { useMay } from "@/app/session.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Page } from "@/ui/page.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { WorkSiteSelect } from "@/ui/work-site-select.tsx";
import { beginning } from "./draft.ts";
import classes from "./orders.module.css";
import { usePathLabel } from "./path-label.ts";
import { type Order, useCreateOrder } from "./queries.ts";

const route = getRouteApi("/inside/order/ny");
type Form = { customer_id: string | null; work_site_id: string | null; title: string };

/** The page of a new order. */
export function OrderNew() {
  const { t } = useTranslation();
  const may = useMay();
  if (!may("orders_write")) return <Alert color="yellow">{t("problem.code.forbidden")}</Alert>;
  return (
    <Page title={t("orders.new")} subtitle={t("orders.newHint")} back={{ to: "/order" }} narrow>
      <Fields />
    </Page>
  );
}

function useNewOrder() {
  const { t } = useTranslation();
  const { customer: given = null } = route.useSearch();
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useCreateOrder();
  return useEditForm<Form, Order>({
    thing: null,
    values: (order) => ({
      customer_id: order?.customer_id ?? given,
      work_site_id: order?.work_site_id ?? null,
      title: order?.title ?? "",
    }),
    check: ({ customer_id, title }) => ({
      ...(customer_id ? {} : { customer_id: t("problem.field.required") }),
      ...(title.trim() ? {} : { title: t("problem.field.required") }),
    }),
    send: async ({ customer_id, work_site_id, title }) => {
      const [customer, company] = await Promise.all([
        client.ensureQueryData(pickedCustomer(customer_id ?? "")),
        client.ensureQueryData(companyQuery),
      ]);
      return create.mutateAsync({ ...beginning(customer, company), work_site_id, title: title.trim() });
    },
    onSaved: ({ id, number }) => {
      showNotification({ color: "green", message: t("orders.created", { number }) });
      navigate({ to: "/order/$orderId", params: { orderId: id }, replace: true, ignoreBlocker: true });
    },
  });
}

function Fields() {
  const { t } = useTranslation();
  const may = useMay();
  const edit = useNewOrder();
  const label = usePathLabel();
  const { form } = edit;
  const { customer_id } = form.values;
  // The customer's only work site is the likely one.
  const { data: sites } = useQuery({ ...pickWorkSites(customer_id ?? ""), enabled: customer_id !== null });
  const only = sites?.items.length === 1 ? (sites.items[0]?.id ?? null) : null;
  const choose = useRef(form.setFieldValue);
  useEffect(() => {
    if (customer_id && only) choose.current("work_site_id", only);
  }, [customer_id, only]);
  return (
    <div className={classes.card}>
      <EditFormFrame
        edit={edit}
        label={t("orders.new")}
        save={t("orders.create")}
        fieldLabel={(path) => label(path) ?? path}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <div>
            <CustomerPicker
              label={t("orders.customer")}
              placeholder={t("orders.chooseCustomer")}
              path="customer_id"
              withAsterisk
              autoFocus={!customer_id}
              allowDeselect={false}
              value={customer_id}
              error={form.errors.customer_id}
              onChange={(id) => {
                form.setFieldValue("customer_id", id);
                form.setFieldValue("work_site_id", null);
              }}
            />
            {may("customers_write") && (
              <Text size="xs" mt={4}>
                <TextLink to="/kunder/ny" size="sm" py={4} display="inline-block">
                  {t("shell.newCustomer")}
                </TextLink>
              </Text>
            )}
          </div>
          <WorkSiteSelect
            customerId={customer_id}
            value={form.values.work_site_id}
            onChange={(id) => form.setFieldValue("work_site_id", id)}
            error={form.errors.work_site_id as string | undefined}
          />
        </SimpleGrid>
        <TextInput
          label={t("common.title")}
          placeholder={t("orders.titleHint")}
          withAsterisk
          autoFocus={Boolean(customer_id)}
          data-path="title"
          {...form.getInputProps("title")}
        />
      </EditFormFrame>
    </div>
  );
}
