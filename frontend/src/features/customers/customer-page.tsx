/** Who is this customer, what is done for it, and where? */
import { Alert, Anchor, Badge, Button, Title } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconArchive from "@tabler/icons-react/dist/esm/icons/IconArchive.mjs";
import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";
import IconMail from "@tabler/icons-react/dist/esm/icons/IconMail.mjs";
import IconPhone from "@tabler/icons-react/dist/esm/icons/IconPhone.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { showUndo } from "@/ui/undo.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { CustomerDocuments } from "./customer-documents.tsx";
import { CustomerFacts, CustomerFields, customerFieldLabel, customerFieldWords } from "./customer-fields.tsx";
import classes from "./customers.module.css";
import { type CustomerForm, customerForm, customerInput } from "./details.ts";
import { Household } from "./household.tsx";
import { type Customer, customerQuery, useArchiveCustomer, useReplaceCustomer } from "./queries.ts";
import { WorkSites } from "./work-sites.tsx";

const route = getRouteApi("/inside/kunder/$customerId");

/** The page of a customer. */
export function CustomerPage() {
  const { customerId } = route.useParams();
  const query = useQuery(customerQuery(customerId));
  return <Loaded query={query}>{(customer) => <Known key={customer.id} customer={customer} />}</Loaded>;
}

function Known({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const archive = useArchive();
  const may = customer.actions.includes("replace");
  const usable = !customer.erased && customer.restricted_at === null;
  return (
    <Page
      title={customer.erased ? t("customers.erased", { number: customer.number }) : customer.name}
      back={{ to: "/kunder" }}
      beside={<Badges customer={customer} />}
      subtitle={<Contact customer={customer} />}
      actions={<Creates customer={customer} />}
    >
      <ProblemAlert error={archive.error} />
      {customer.restricted_at !== null && <Restricted since={customer.restricted_at} />}
      {customer.archived && (
        <Alert color="gray" variant="light" icon={<IconArchive aria-hidden />}>
          {t(customer.erased ? "customers.erasedText" : "customers.archivedText")}
        </Alert>
      )}
      <div className={classes.columns}>
        <div className={classes.stack}>
          {usable && <WorkSites customer={customer} />}
          {customer.kind === "private" && usable && <Household customer={customer} />}
          {customer.restricted_at === null && <CustomerDocuments customerId={customer.id} />}
        </div>
        <section className={classes.card} aria-labelledby="customer-details">
          <div className={classes.cardHead}>
            <Title order={2} size="h4" id="customer-details">
              {t("customers.details")}
            </Title>
            {customer.actions.includes("unarchive") && (
              <Button
                variant="default"
                loading={archive.isPending}
                onClick={() => archive.set(customer, false)}
              >
                {t("customers.unarchive")}
              </Button>
            )}
          </div>
          {may ? (
            <Details
              customer={customer}
              archive={
                customer.actions.includes("archive") && (
                  <Button
                    variant="subtle"
                    color="gray"
                    loading={archive.isPending}
                    onClick={() => archive.set(customer, true)}
                  >
                    {t("customers.archive")}
                  </Button>
                )
              }
            />
          ) : (
            <CustomerFacts customer={customerForm(customer, customer.language)} />
          )}
        </section>
      </div>
    </Page>
  );
}

function Badges({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const words = [
    customer.archived && t(customer.erased ? "customers.erasedBadge" : "customers.archived"),
    customer.restricted_at !== null && t("limits.badge"),
    customer.no_direct_marketing && t("limits.noMarketing"),
    customer.no_statistics && t("limits.noStatistics"),
  ].filter((word) => word !== false);
  return words.map((word) => (
    <Badge key={word} variant="light" color="gray" className="status" tt="none">
      {word}
    </Badge>
  ));
}

function Restricted({ since }: { since: string }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Alert color="yellow" variant="light" icon={<IconHandStop aria-hidden />} title={t("limits.badge")}>
      {t("limits.banner", { at: showInstant(since) })}{" "}
      {may("privacy_read") && (
        <TextLink size="sm" c="inherit" to="/integritetsarenden" search={{ tab: "limits" }}>
          {t("limits.seeLimits")}
        </TextLink>
      )}
    </Alert>
  );
}

function useArchive() {
  const { t } = useTranslation();
  const { mutate, error, isPending } = useArchiveCustomer();
  const set = (customer: Pick<Customer, "id" | "version">, archived: boolean) =>
    mutate(
      { customer, archived },
      {
        onSuccess: (now) =>
          showUndo({
            text: t(archived ? "customers.archivedDone" : "customers.unarchivedDone", { name: now.name }),
            undo: t("common.undo"),
            onUndo: () => mutate({ customer: now, archived: !archived }),
          }),
      },
    );
  return { set, error, isPending };
}

function Details({ customer, archive }: { customer: Customer; archive: ReactNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceCustomer(customer.id);
  const edit = useEditForm<CustomerForm, Customer>({
    thing: customer,
    values: (thing) => customerForm(thing, customer.language),
    send: (form, version) =>
      replace.mutateAsync({ version: version ?? customer.version, body: customerInput(form) }),
    read: () => client.fetchQuery({ ...customerQuery(customer.id), staleTime: 0 }),
    onSaved: () => showNotification({ color: "green", message: t("customers.replaced") }),
  });
  return (
    <EditFormFrame
      edit={edit}
      label={t("customers.details")}
      fieldLabel={(path) => customerFieldLabel(t, path)}
      show={(field, value) => customerFieldWords(t, field, value)}
      // What is written would be lost with the form.
      beside={!edit.dirty() && archive}
    >
      <CustomerFields form={edit.form} />
    </EditFormFrame>
  );
}

function Contact({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  return (
    <div className={classes.contact}>
      <span>
        {t("customers.number", { number: customer.number })} · {t(`customers.kinds.${customer.kind}`)}
      </span>
      {customer.phone && (
        <Anchor href={`tel:${customer.phone.replace(/[^+\d]/g, "")}`} size="sm">
          <IconPhone size={15} aria-hidden />
          {customer.phone}
        </Anchor>
      )}
      {customer.email && (
        <Anchor href={`mailto:${customer.email}`} size="sm">
          <IconMail size={15} aria-hidden />
          {customer.email}
        </Anchor>
      )}
    </div>
  );
}

function Creates({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const may = useMay();
  const search = { customer: customer.id };
  const account = may("invoices_read") && (
    <LinkButton to="/reskontra/$customerId" params={{ customerId: customer.id }} variant="default">
      {t("customers.statement")}
    </LinkButton>
  );
  if (customer.archived || customer.restricted_at !== null) return account;
  return (
    <>
      {account}
      {may("invoices_write") && (
        <LinkButton to="/fakturor/ny" search={search} variant="default">
          {t("customers.newInvoice")}
        </LinkButton>
      )}
      {may("orders_write") && (
        <LinkButton to="/order/ny" search={search} variant="default">
          {t("customers.newOrder")}
        </LinkButton>
      )}
      {may("offers_write") && (
        <LinkButton to="/offerter/ny" search={search}>
          {t("customers.newOffer")}
        </LinkButton>
      )}
    </>
  );
}
