//! How do a company, its customers and their work sites stand on a document?

use crate::{
    company::company_settings,
    customers::{billing::invoice_address, customer, work_site},
};
use kontoret_documents as set;

fn lines_of(street: &str, street2: &str) -> Vec<String> {
    [street, street2]
        .into_iter()
        .filter(|s| !s.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

/// The company.
#[must_use]
pub fn seller(name: &str, s: &company_settings::Model) -> set::Seller {
    set::Seller {
        name: name.to_owned(),
        address_lines: lines_of(&s.street, &s.street2),
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

/// A customer, at the address that its bills go to.
#[must_use]
pub fn buyer(c: &customer::Model, reference: &str) -> set::Buyer {
    let address = invoice_address(c);
    set::Buyer {
        name: c.name.clone(),
        address_lines: lines_of(&address.street, &address.street2),
        postal_code: address.postal_code,
        city: address.city,
        country: if address.country == "SE" {
            String::new()
        } else {
            address.country
        },
        organisation_number: c.organisation_number.clone(),
        vat_number: c.vat_number.clone(),
        customer_number: c.number.to_string(),
        reference: reference.to_owned(),
    }
}

/// A work site.
#[must_use]
pub fn site(w: &work_site::Model) -> set::WorkSite {
    set::WorkSite {
        name: w.name.clone(),
        address_lines: lines_of(&w.street, &w.street2),
        postal_code: w.postal_code.clone(),
        city: w.city.clone(),
    }
}
