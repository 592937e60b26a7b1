/** What does a customer's form hold, and what is sent of it? */
import type { Schema } from "@/api/client.ts";
import { EMPTY_ADDRESS } from "@/ui/address-fields.tsx";
import type { Customer, CustomerInput, WorkSite, WorkSiteInput } from "./queries.ts";

/** How a customer wants its bills, with every field. */
export type Billing = Required<NonNullable<CustomerInput["billing"]>> & {
  address: Customer["address"] | null;
  peppol_id: Schema<"CustomerPeppolId"> | null;
  vat: Schema<"VatCode"> | null;
  credit_limit_ore: number | null;
};
/** The fields of a customer's form. */
export type CustomerForm = Required<Omit<CustomerInput, "billing">> & { billing: Billing };

function billingForm(billing: CustomerInput["billing"]): Billing {
  return {
    order_number: billing?.order_number ?? "",
    address: billing?.address ?? null,
    email_copies: billing?.email_copies ?? [],
    vat: billing?.vat ?? null,
    discount_bp: billing?.discount_bp ?? 0,
    credit_limit_ore: billing?.credit_limit_ore ?? null,
    peppol_id: billing?.peppol_id ?? null,
    reminder_block_reason: billing?.reminder_block_reason ?? "",
  };
}

/** A customer as its form shows it; a new one is a private person. */
export function customerForm(customer: Customer | null, language: CustomerInput["language"]): CustomerForm {
  return {
    kind: customer?.kind ?? "private",
    name: customer?.name ?? "",
    organisation_number: customer?.organisation_number ?? "",
    vat_number: customer?.vat_number ?? "",
    email: customer?.email ?? "",
    phone: customer?.phone ?? "",
    address: customer?.address ?? EMPTY_ADDRESS,
    language: customer?.language ?? language,
    payment_terms_days: customer?.payment_terms_days ?? null,
    reference: customer?.reference ?? "",
    note: customer?.note ?? "",
    billing: billingForm(customer?.billing),
  };
}

/** What is sent: a private person has no company's numbers, even if some were typed before the kind was changed. */
export function customerInput(form: CustomerForm): CustomerInput {
  const { peppol_id } = form.billing;
  const company = form.kind === "company";
  const billing = { ...form.billing, peppol_id: company && peppol_id?.value.trim() ? peppol_id : null };
  return company
    ? { ...form, billing }
    : { ...form, billing, organisation_number: "", vat_number: "", reference: "" };
}

/** How a work site is named towards the tax agency. */
export type SiteKind = "property" | "apartment";
/** The fields of a work site's form. */
export type WorkSiteForm = WorkSiteInput & { kind: SiteKind };

/** A work site as its form shows it; a new one begins at the customer's address. */
export function workSiteForm(site: WorkSite | null, customer: Customer): WorkSiteForm {
  return {
    name: site?.name ?? "",
    address: site?.address ?? customer.address,
    kind: site?.apartment_number || site?.housing_association_number ? "apartment" : "property",
    property_designation: site?.property_designation ?? "",
    apartment_number: site?.apartment_number ?? "",
    housing_association_number: site?.housing_association_number ?? "",
    note: site?.note ?? "",
  };
}

/** What is sent: a property or an apartment, never both. */
export function workSiteInput({ kind, ...form }: WorkSiteForm): WorkSiteInput {
  return kind === "property"
    ? { ...form, apartment_number: "", housing_association_number: "" }
    : { ...form, property_designation: "" };
}

/** An address in one line. */
export function addressLine({ street, street2, postal_code, city }: Customer["address"]): string {
  const place = [postal_code, city].filter(Boolean).join(" ");
  return [street, street2, place].filter(Boolean).join(", ");
}
