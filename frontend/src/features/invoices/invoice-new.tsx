/** How does an invoice begin? From an order with what is left of it, or straight to a customer. */
import { Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { companyQuery, pickedCustomer } from "@/api/pick.ts";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { useMay, useMe } from "@/app/session.ts";
import { formErrors } from "@/lib/field-words.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { beginning } from "./draft.ts";
import { fieldName } from "./field-names.ts";
import classes from "./invoices.module.css";
import { OrderChoice } from "./order-choice.tsx";
import { type Invoice, useCreateInvoice } from "./queries.ts";

const route = getRouteApi("/inside/fakturor/ny");

/** The page of a new invoice. */
export function InvoiceNew() {
  const { t } = useTranslation();
  const may = useMay();
  const { customer } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (id: string | null) =>
    navigate({ search: id ? { customer: id } : {}, replace: true, resetScroll: false });
  const open = ({ id }: Invoice) =>
    navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id }, replace: true });
  return (
    <Page title={t("invoices.newTitle")} back={{ to: "/fakturor" }}>
      <div className={classes.ways}>
        <Direct customer={customer ?? null} onCustomer={choose} onCreated={open} />
        {may("orders_read") && <OrderChoice customer={customer} onCreated={open} />}
      </div>
    </Page>
  );
}

type DirectProps = {
  customer: string | null;
  onCustomer: (id: string | null) => void;
  onCreated: (invoice: Invoice) => void;
};

function Direct({ customer, onCustomer, onCreated }: DirectProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const me = useMe();
  const create = useCreateInvoice();
  const [title, setTitle] = useState("");
  const [failed, setFailed] = useState<ProblemError | null>(null);
  const problem = create.error ?? failed;
  const errors = formErrors(t, problem?.errors ?? []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!customer) {
      document.querySelector<HTMLElement>("[data-path=customer_id]")?.focus();
      return;
    }
    setFailed(null);
    try {
      const [who, company] = await Promise.all([
        client.ensureQueryData(pickedCustomer(customer)),
        client.ensureQueryData(companyQuery),
      ]);
      const invoice = await create.mutateAsync({ ...beginning(who, company, me.name), title });
      onCreated(invoice);
    } catch (error) {
      setFailed(asProblem(error));
    }
  };
  return (
    <section className={classes.card} aria-labelledby="invoice-direct">
      <Title order={2} size="h4" id="invoice-direct">
        {t("invoices.direct")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("invoices.directText")}
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={problem} labels={(path) => fieldName(t, path)} />
          <CustomerPicker
            label={t("invoices.field.customer_id")}
            placeholder={t("invoices.findCustomer")}
            required
            path="customer_id"
            value={customer}
            error={errors.customer_id}
            onChange={onCustomer}
          />
          <TextInput
            label={t("invoices.field.title")}
            placeholder={t("invoices.titleExample")}
            maxLength={120}
            data-path="title"
            value={title}
            error={errors.title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button
            type="submit"
            loading={create.isPending}
            disabled={!customer}
            style={{ alignSelf: "flex-start" }}
          >
            {t("invoices.write")}
          </Button>
        </Stack>
      </form>
    </section>
  );
}
