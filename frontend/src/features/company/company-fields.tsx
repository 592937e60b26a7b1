/** Which details and habits does a company have? The fields of its form, part by part. */
import { Checkbox, Select, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "@/i18n/index.ts";
import { VAT_CODES } from "@/lib/totals.ts";
import { AddressFields } from "@/ui/address-fields.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Section } from "@/ui/section.tsx";
import type { EditForm } from "@/ui/use-edit-form.ts";
import classes from "./company.module.css";
import { companyFieldLabel } from "./company-words.ts";
import { Design } from "./design.tsx";
import type { CompanyForm } from "./details.ts";

type Form = EditForm<CompanyForm>["form"];
type TextName = {
  [Name in keyof CompanyForm]: CompanyForm[Name] extends string ? Name : never;
}[keyof CompanyForm];

function useFields(form: Form) {
  const { t } = useTranslation();
  const base = (name: keyof CompanyForm) => ({ label: companyFieldLabel(t, name), "data-path": name });
  return {
    text: (name: TextName) => ({ ...base(name), autoComplete: "off", ...form.getInputProps(name) }),
    check: (
      name: "f_tax" | "ocr_length_digit" | "small_business" | "prices_include_vat" | "round_to_krona",
    ) => ({
      ...base(name),
      ...form.getInputProps(name, { type: "checkbox" }),
    }),
    number: (
      name: "payment_terms_days" | "offer_valid_days" | "hourly_price_ore" | "write_off_limit_ore",
    ) => ({
      label: companyFieldLabel(t, name),
      path: name,
      value: form.values[name],
      onChange: (value: number | null) => form.setFieldValue(name, value),
      error: form.errors[name],
    }),
  };
}

/** All parts. */
export function CompanyFields({ form }: { form: Form }) {
  return (
    <div className={classes.parts}>
      <Identity form={form} />
      <Contact form={form} />
      <Payment form={form} />
      <Design form={form} />
      <Defaults form={form} />
      <LogIn form={form} />
    </div>
  );
}

function Identity({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { text, check } = useFields(form);
  return (
    <Section split title={t("company.identity")} text={t("company.identityText")}>
      <Stack gap="md">
        <TextInput withAsterisk {...text("name")} />
        <div className={classes.pair}>
          <TextInput {...text("organisation_number")} placeholder="556016-0680" />
          <TextInput {...text("vat_number")} placeholder="SE556016068001" />
          <TextInput {...text("seat")} />
        </div>
        <Checkbox {...check("f_tax")} description={t("company.fTaxHint")} />
      </Stack>
    </Section>
  );
}

function Contact({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { text } = useFields(form);
  return (
    <Section split title={t("company.contact")} text={t("company.contactText")}>
      <Stack gap="md">
        <div className={classes.pair}>
          <TextInput {...text("phone")} type="tel" />
          <TextInput {...text("email")} type="email" />
          <TextInput {...text("website")} type="url" />
        </div>
        <AddressFields
          value={form.values.address}
          onChange={(address) => form.setFieldValue("address", address)}
          errors={form.errors}
        />
      </Stack>
    </Section>
  );
}

function Payment({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { text, check } = useFields(form);
  return (
    <Section split title={t("company.payment")} text={t("company.paymentText")}>
      <Stack gap="md">
        <div className={classes.pair}>
          <TextInput {...text("bankgiro")} inputMode="numeric" />
          <TextInput {...text("plusgiro")} inputMode="numeric" />
          <TextInput {...text("swish")} inputMode="numeric" />
          <TextInput {...text("iban")} />
          <TextInput {...text("bic")} />
        </div>
        <Checkbox {...check("ocr_length_digit")} description={t("company.ocrLengthDigitHint")} />
      </Stack>
    </Section>
  );
}

function Defaults({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { text, check, number } = useFields(form);
  const select = (name: "language" | "default_vat") => ({
    label: companyFieldLabel(t, name),
    "data-path": name,
    allowDeselect: false,
    ...form.getInputProps(name),
  });
  return (
    <Section split title={t("company.defaults")} text={t("company.defaultsText")}>
      <Stack gap="md">
        <div className={classes.pair}>
          <DecimalInput
            decimals={0}
            {...number("payment_terms_days")}
            rightSection={<Days />}
            rightSectionWidth={56}
          />
          <DecimalInput
            decimals={0}
            {...number("offer_valid_days")}
            rightSection={<Days />}
            rightSectionWidth={56}
          />
          <DecimalInput decimals={2} atLeast={2} {...number("hourly_price_ore")} rightSection={<Kr />} />
          <DecimalInput
            decimals={2}
            atLeast={2}
            {...number("write_off_limit_ore")}
            description={t("company.writeOffLimitHint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            rightSection={<Kr />}
          />
          <Select
            {...select("default_vat")}
            disabled={form.values.small_business}
            data={VAT_CODES.filter((code) => form.values.small_business || code !== "small_business").map(
              (value) => ({ value, label: t(`common.vat.${value}`) }),
            )}
          />
          <Select
            {...select("language")}
            data={LANGUAGES.map((value) => ({ value, label: t(`common.languages.${value}`) }))}
          />
        </div>
        <div className={classes.checks}>
          <Checkbox {...check("prices_include_vat")} description={t("company.pricesIncludeVatHint")} />
          <Checkbox {...check("round_to_krona")} />
          <Checkbox {...check("small_business")} description={t("company.smallBusinessHint")} />
        </div>
        {!form.values.small_business && (
          <TextInput
            {...text("exemption_reference")}
            description={t("company.exemptionReferenceHint")}
            maxLength={200}
          />
        )}
      </Stack>
    </Section>
  );
}

function Kr() {
  return (
    <Text component="span" size="sm" aria-hidden>
      kr
    </Text>
  );
}

function Days() {
  const { t } = useTranslation();
  return (
    <Text component="span" size="sm" aria-hidden>
      {t("company.daysShort")}
    </Text>
  );
}

function LogIn({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { text } = useFields(form);
  return (
    <Section split title={t("company.logIn")} text={t("company.logInText")}>
      <TextInput
        {...text("slug")}
        description={t("company.slugHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoCapitalize="none"
        spellCheck={false}
        maw={420}
      />
    </Section>
  );
}
