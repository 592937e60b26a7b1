//! How does the company stand on its documents?

use super::entity::company_settings;
use kontoret_documents::Seller;

/// The seller of a document.
#[must_use]
pub fn seller(name: String, s: &company_settings::Model) -> Seller {
    Seller {
        name,
        address_lines: street_lines(&s.street, &s.street2),
        postal_code: s.postal_code.clone(),
        city: s.city.clone(),
        organisation_number: s.organisation_number.clone(),
        vat_number: s.vat_number.clone(),
        f_tax: s.f_tax,
        seat: s.seat.clone(),
        phone: s.phone.clone(),
        email: s.email.clone(),
        website: s.website.clone(),
        bankgiro: s.bankgiro.clone(),
        plusgiro: s.plusgiro.clone(),
        swish: s.swish.clone(),
        iban: s.iban.clone(),
        bic: s.bic.clone(),
    }
}

/// The lines of an address that aren't empty.
#[must_use]
pub fn street_lines(street: &str, street2: &str) -> Vec<String> {
    [street, street2]
        .into_iter()
        .filter(|s| !s.trim().is_empty())
        .map(str::to_owned)
        .collect()
}
