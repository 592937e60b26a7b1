//! Who sells, who buys, and where is the work done? The parties of a document, as printed.
//!
//! In every text field the empty string means "not given": nothing is printed for it.

use serde::{Deserialize, Serialize};

/// The company that issues the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// Registered name.
    pub name: String,
    /// Street or box, one entry per line.
    pub address_lines: Vec<String>,
    /// Postal code as printed, `752 28`.
    pub postal_code: String,
    /// Postal town.
    pub city: String,
    /// Organisation number as printed, `NNNNNN-NNNN`.
    pub organisation_number: String,
    /// VAT number, `SE` and 12 digits; empty for a company that is not registered for VAT.
    pub vat_number: String,
    /// Prints "Godkänd för F-skatt".
    pub f_tax: bool,
    /// Registered seat (säte) of a limited company.
    pub seat: String,
    /// Phone number as printed.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Web site as printed.
    pub website: String,
    /// Bankgiro number, `NNNN-NNNN`.
    pub bankgiro: String,
    /// Plusgiro number.
    pub plusgiro: String,
    /// Swish number for companies.
    pub swish: String,
    /// International bank account number.
    pub iban: String,
    /// Bank identifier code.
    pub bic: String,
}

/// The customer whom the document is addressed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Name of the person or company.
    pub name: String,
    /// Street or box, one entry per line.
    pub address_lines: Vec<String>,
    /// Postal code as printed.
    pub postal_code: String,
    /// Postal town.
    pub city: String,
    /// Name of the country; empty inside Sweden.
    pub country: String,
    /// Organisation number as printed; never a personal identity number.
    pub organisation_number: String,
    /// VAT number; required by law where the buyer is liable for the VAT.
    pub vat_number: String,
    /// Number of the customer in the seller's register.
    pub customer_number: String,
    /// The buyer's reference ("Er referens").
    pub reference: String,
}

/// The place where the work is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSite {
    /// What the place is called.
    pub name: String,
    /// Street, one entry per line.
    pub address_lines: Vec<String>,
    /// Postal code as printed.
    pub postal_code: String,
    /// Postal town.
    pub city: String,
}
