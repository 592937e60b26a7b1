/** What does a company look like in a test? */
import type { Company } from "./queries.ts";

/** A painter's firm; `part` says what is different. */
export function company(part: Partial<Company> = {}): Company {
  return {
    id: "019a0000-0000-7000-8000-000000000030",
    version: 4,
    name: "Lindqvist Måleri AB",
    slug: "lindqvist-maleri",
    organisation_number: "556016-0680",
    vat_number: "SE556016068001",
    f_tax: true,
    seat: "Umeå",
    address: { street: "Storgatan 1", street2: "", postal_code: "903 26", city: "Umeå", country: "SE" },
    phone: "090-10 00 00",
    email: "hej@example.se",
    website: "example.se",
    bankgiro: "5050-1055",
    plusgiro: "",
    swish: "",
    iban: "",
    bic: "",
    logo: null,
    language: "sv",
    payment_terms_days: 30,
    offer_valid_days: 30,
    write_off_limit_ore: 500,
    hourly_price_ore: 57500,
    default_vat: "25",
    prices_include_vat: false,
    round_to_krona: true,
    invoice_note: "",
    small_business: false,
    exemption_reference: "",
    accent: "",
    ocr_length_digit: false,
    offer_note: "",
    actions: ["replace"],
    ...part,
  };
}
