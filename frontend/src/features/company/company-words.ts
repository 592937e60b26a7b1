/** What are the company's details called, and how do they read? */
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { showKr } from "@/lib/number.ts";
import type { CompanyForm } from "./details.ts";

/** The name of a field, by form path. */
export function companyFieldLabel(t: Translate, path: string): string {
  const labels: Record<keyof CompanyForm, string> = {
    name: t("company.name"),
    slug: t("company.slug"),
    organisation_number: t("company.organisationNumber"),
    vat_number: t("company.vatNumber"),
    f_tax: t("company.fTax"),
    seat: t("company.seat"),
    address: t("common.address"),
    phone: t("common.phone"),
    email: t("common.email"),
    website: t("company.website"),
    bankgiro: t("company.bankgiro"),
    plusgiro: t("company.plusgiro"),
    swish: t("company.swish"),
    iban: t("company.iban"),
    bic: t("company.bic"),
    logo: t("company.logo"),
    language: t("company.language"),
    payment_terms_days: t("company.paymentTerms"),
    offer_valid_days: t("company.offerValid"),
    hourly_price_ore: t("company.hourlyPrice"),
    write_off_limit_ore: t("company.writeOffLimit"),
    default_vat: t("company.defaultVat"),
    prices_include_vat: t("company.pricesIncludeVat"),
    round_to_krona: t("company.roundToKrona"),
    invoice_note: t("company.invoiceNote"),
    offer_note: t("company.offerNote"),
    small_business: t("company.smallBusiness"),
    exemption_reference: t("company.exemptionReference"),
    accent: t("company.accent"),
    ocr_length_digit: t("company.ocrLengthDigit"),
  };
  const inAddress: Record<string, string> = {
    "address.street": t("common.street"),
    "address.street2": t("common.street2"),
    "address.postal_code": t("common.postalCode"),
    "address.city": t("common.city"),
    "address.country": t("common.country"),
  };
  return labels[path as keyof CompanyForm] ?? inAddress[path] ?? path;
}

/** The value of a field in words. */
export function companyFieldWords(t: Translate, field: string, value: unknown): string {
  switch (field) {
    case "address":
      return addressLine(value as Schema<"Address">);
    case "logo":
      return t(value ? "company.hasLogo" : "common.none");
    case "language":
      return t(`common.languages.${value as Schema<"Language">}`);
    case "hourly_price_ore":
    case "write_off_limit_ore":
      return value === null ? "–" : showKr(value as number);
    case "payment_terms_days":
    case "offer_valid_days":
      return value === null ? "–" : t("company.days", { count: value as number });
    case "default_vat":
      return t(`common.vat.${value as Schema<"VatCode">}`);
    default:
      return typeof value === "boolean" ? t(value ? "common.yes" : "common.no") : String(value ?? "") || "–";
  }
}

function addressLine({ street, street2, postal_code, city }: Schema<"Address">): string {
  const place = [postal_code, city].filter(Boolean).join(" ");
  return [street, street2, place].filter(Boolean).join(", ") || "–";
}
