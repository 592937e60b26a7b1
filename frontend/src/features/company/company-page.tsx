/** How does the company present itself, get paid, and begin its documents? */
import { Alert } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { companyQuery } from "@/api/pick.ts";
import { useMay, useMe } from "@/app/session.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Facts } from "@/ui/facts.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { Section } from "@/ui/section.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import classes from "./company.module.css";
import { CompanyFields } from "./company-fields.tsx";
import { companyFieldLabel, companyFieldWords } from "./company-words.ts";
import { type CompanyForm, companyErrors, companyForm, companyInput } from "./details.ts";
import { LogoPaper } from "./logo-field.tsx";
import { type Company, useReplaceCompany } from "./queries.ts";

/** The page of the company. */
export function CompanyPage() {
  const { t } = useTranslation();
  const query = useQuery(companyQuery);
  const may = useMay();
  const me = useMe();
  return (
    <Page
      title={t("company.title")}
      subtitle={t("company.subtitle")}
      actions={
        <>
          {may("support_grant") && !me.company?.operator && (
            <LinkButton to="/foretag/support" variant="default">
              {t("support.title")}
            </LinkButton>
          )}
          <LinkButton to="/foretag/skattereduktion" variant="default">
            {t("deductions.rules")}
          </LinkButton>
        </>
      }
    >
      <Loaded query={query} lines={10}>
        {(company) =>
          company.actions.includes("replace") ? (
            <Settings key={company.id} company={company} />
          ) : (
            <ReadOnly company={company} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Settings({ company }: { company: Company }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceCompany();
  const edit = useEditForm<CompanyForm, Company>({
    thing: company,
    values: (thing) => companyForm(thing ?? company),
    send: (form, version) =>
      replace.mutateAsync({ version: version ?? company.version, body: companyInput(form) }),
    read: () => client.fetchQuery({ ...companyQuery, staleTime: 0 }),
    onSaved: () => showNotification({ color: "green", message: t("company.saved") }),
    check: (form) => companyErrors(t, form),
  });
  return (
    <EditFormFrame
      edit={edit}
      label={t("company.title")}
      fieldLabel={(path) => companyFieldLabel(t, path)}
      show={(field, value) => companyFieldWords(t, field, value)}
    >
      <CompanyFields form={edit.form} />
    </EditFormFrame>
  );
}

const PARTS = {
  identity: ["name", "organisation_number", "vat_number", "f_tax", "seat"],
  contact: ["phone", "email", "website", "address"],
  payment: ["bankgiro", "plusgiro", "swish", "iban", "bic", "ocr_length_digit"],
  defaults: [
    "payment_terms_days",
    "offer_valid_days",
    "hourly_price_ore",
    "write_off_limit_ore",
    "default_vat",
    "language",
    "prices_include_vat",
    "round_to_krona",
    "small_business",
    "exemption_reference",
  ],
  design: ["accent"],
  texts: ["offer_note", "invoice_note"],
  logIn: ["slug"],
} as const satisfies Record<string, readonly (keyof CompanyForm)[]>;

function ReadOnly({ company }: { company: Company }) {
  const { t } = useTranslation();
  const form = companyForm(company);
  const parts = Object.keys(PARTS) as (keyof typeof PARTS)[];
  return (
    <div className={classes.parts}>
      <Alert color="gray" variant="light" icon={<IconEye aria-hidden />}>
        {t("company.readOnly")}
      </Alert>
      {parts.map((part) => (
        <Section split key={part} title={t(`company.${part}`)}>
          <Facts
            facts={PARTS[part].map((field) => ({
              label: companyFieldLabel(t, field),
              value: companyFieldWords(t, field, form[field]),
            }))}
          />
        </Section>
      ))}
      <Section split title={t("company.logo")}>
        <LogoPaper logo={form.logo} />
      </Section>
    </div>
  );
}
