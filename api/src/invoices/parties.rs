//! How do customers and their work sites stand on an invoice?

use crate::{
    company::street_lines,
    customers::{billing::invoice_address, customer, work_site},
};
use kontoret_documents as set;

/// A customer, at the address that its bills go to.
#[must_use]
pub fn buyer(c: &customer::Model, reference: &str) -> set::Buyer {
    let address = invoice_address(c);
    set::Buyer {
        name: c.name.clone(),
        address_lines: street_lines(&address.street, &address.street2),
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
        address_lines: street_lines(&w.street, &w.street2),
        postal_code: w.postal_code.clone(),
        city: w.city.clone(),
    }
}
