/** Which details does a customer have? The fields of its form; a company has some more than a person. */
import { Input, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { companyQuery } from "@/api/pick.ts";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { AddressFields } from "@/ui/address-fields.tsx";
import { Facts } from "@/ui/facts.tsx";
import { BillingFields, billingLabel, billingWords } from "./billing-fields.tsx";
import classes from "./customers.module.css";
import { addressLine, type CustomerForm } from "./details.ts";

const TERMS = [0, 10, 14, 15, 20, 30, 45, 60, 90];

/** Days to pay in words; null is the company's habit. */
export function termsWords(t: Translate, days: number | null): string {
  if (days === null) return t("customers.paymentTermsCompany");
  return days === 0 ? t("customers.paymentNow") : t("customers.paymentDays", { count: days });
}

/** The name of a field, by form path. */
export function customerFieldLabel(t: Translate, path: string): string {
  const labels: Record<string, string> = {
    kind: t("customers.kind"),
    name: t("common.name"),
    organisation_number: t("customers.organisationNumber"),
    vat_number: t("customers.vatNumber"),
    email: t("common.email"),
    phone: t("common.phone"),
    address: t("customers.address"),
    "address.street": t("common.street"),
    "address.street2": t("common.street2"),
    "address.postal_code": t("common.postalCode"),
    "address.city": t("common.city"),
    "address.country": t("common.country"),
    language: t("customers.languageLabel"),
    payment_terms_days: t("customers.paymentTerms"),
    reference: t("customers.reference"),
    note: t("common.note"),
  };
  return labels[path] ?? billingLabel(t, path) ?? path;
}

/** The value of a field in words. */
export function customerFieldWords(t: Translate, field: string, value: unknown): string {
  switch (field) {
    case "kind":
      return t(`customers.kinds.${value as CustomerForm["kind"]}`);
    case "language":
      return t(`common.languages.${value as CustomerForm["language"]}`);
    case "payment_terms_days":
      return termsWords(t, value as number | null);
    case "billing":
      return billingWords(t, value as CustomerForm["billing"]);
    case "address":
      return addressLine(value as CustomerForm["address"]) || "–";
    default:
      return String(value ?? "") || "–";
  }
}

/** The fields. */
export function CustomerFields({ form }: { form: UseFormReturnType<CustomerForm> }) {
  const { t } = useTranslation();
  const company = form.values.kind === "company";
  const field = (name: keyof CustomerForm) => ({ ...form.getInputProps(name), "data-path": name });
  return (
    <Stack gap="md">
      <Input.Wrapper label={t("customers.kind")} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t("customers.kind")}
          data={[
            { value: "private", label: t("customers.kinds.private") },
            { value: "company", label: t("customers.kinds.company") },
          ]}
          value={form.values.kind}
          onChange={(kind) => form.setFieldValue("kind", kind as CustomerForm["kind"])}
        />
      </Input.Wrapper>
      <TextInput
        label={company ? t("customers.nameCompany") : t("common.name")}
        withAsterisk
        {...field("name")}
      />
      {company && (
        <div className={classes.pair}>
          <TextInput
            label={t("customers.organisationNumber")}
            placeholder="556677-8899"
            inputMode="numeric"
            {...field("organisation_number")}
          />
          <TextInput label={t("customers.vatNumber")} placeholder="SE556677889901" {...field("vat_number")} />
        </div>
      )}
      <div className={classes.pair}>
        <TextInput label={t("common.email")} inputMode="email" {...field("email")} />
        <TextInput label={t("common.phone")} inputMode="tel" {...field("phone")} />
      </div>
      <fieldset className={classes.fieldset}>
        <legend>{t("customers.address")}</legend>
        <AddressFields
          value={form.values.address}
          errors={form.errors}
          onChange={(address) => {
            form.setFieldValue("address", address);
            for (const part of Object.keys(address) as (keyof typeof address)[])
              if (address[part] !== form.values.address[part]) form.clearFieldError(`address.${part}`);
          }}
        />
      </fieldset>
      <div className={classes.pair}>
        <Terms form={form} />
        <Select
          label={t("customers.languageLabel")}
          allowDeselect={false}
          data={(["sv", "en"] as const).map((value) => ({ value, label: t(`common.languages.${value}`) }))}
          {...field("language")}
        />
      </div>
      {company && (
        <TextInput
          label={t("customers.reference")}
          description={t("customers.referenceHint")}
          {...field("reference")}
        />
      )}
      <BillingFields form={form} />
      <Textarea
        label={t("common.note")}
        description={t("customers.noteHint")}
        autosize
        minRows={2}
        maxRows={10}
        {...field("note")}
      />
    </Stack>
  );
}

function Terms({ form }: { form: UseFormReturnType<CustomerForm> }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: company } = useQuery({ ...companyQuery, enabled: may("company_read") });
  const days = form.values.payment_terms_days;
  const choices = days === null || TERMS.includes(days) ? TERMS : [...TERMS, days].sort((a, b) => a - b);
  return (
    <Select
      label={t("customers.paymentTerms")}
      allowDeselect={false}
      data={[
        {
          value: "",
          label: company
            ? t("customers.paymentTermsCompanyDays", { days: company.payment_terms_days })
            : termsWords(t, null),
        },
        ...choices.map((choice) => ({ value: String(choice), label: termsWords(t, choice) })),
      ]}
      value={days === null ? "" : String(days)}
      onChange={(value) => form.setFieldValue("payment_terms_days", value ? Number(value) : null)}
      error={form.errors.payment_terms_days}
      data-path="payment_terms_days"
    />
  );
}

/** The same details to read, for those who may not change them. */
export function CustomerFacts({ customer }: { customer: CustomerForm }) {
  const { t } = useTranslation();
  const facts = Object.entries(customer)
    .filter(([, value]) => value !== "")
    .map(([field, value]) => ({
      label: customerFieldLabel(t, field),
      value: customerFieldWords(t, field, value),
    }));
  return <Facts facts={facts} />;
}
