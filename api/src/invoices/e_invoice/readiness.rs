//! What hinders this invoice from being an e-invoice, and where is each thing mended?

use super::{compose::Composed, dto::EInvoiceObstacle};
use crate::customers::{customer, dto::CustomerKind};
use kontoret_core::e_invoice::{self, Buyer, Facts, Hinder, Seller};
use kontoret_formats::ubl::{Account, Endpoint, Kind};

/// The customer's address in the network.
pub(super) fn receiver(customer: &customer::Model) -> Option<Endpoint> {
    let scheme = customer.peppol_scheme.clone()?;
    let id = customer.peppol_value.clone();
    (!id.is_empty()).then_some(Endpoint { scheme, id })
}

/// Everything that hinders.
pub(super) fn obstacles(composed: &Composed, customer: &customer::Model) -> Vec<EInvoiceObstacle> {
    let document = &composed.document;
    let (seller, buyer) = (&document.seller, &document.buyer);
    let accounts: Vec<&str> = document.accounts.iter().map(number).collect();
    let hinders = e_invoice::hinders(&Facts {
        is_credit_note: document.kind == Kind::CreditNote,
        seller: Seller {
            name: &seller.name,
            country: &seller.address.country,
            organisation_number: &seller.organisation_number,
            vat_number: &seller.vat_number,
            f_tax: seller.f_tax,
        },
        buyer: Buyer {
            is_private: CustomerKind::parse(&customer.kind) == CustomerKind::Private,
            name: &buyer.name,
            country: &buyer.address.country,
            organisation_number: &buyer.organisation_number,
            vat_number: &buyer.vat_number,
            has_peppol_id: receiver(customer).is_some(),
        },
        references: [&document.buyer_reference, &document.order_reference],
        accounts: &accounts,
        is_to_pay: document.kind == Kind::Invoice && document.payable_ore > 0,
        vat: &composed.vat,
        names_original: !document.preceding.is_empty(),
    });
    let obstacle = |hinder| EInvoiceObstacle {
        hinder,
        pointer: pointer(hinder).to_owned(),
    };
    hinders.into_iter().map(obstacle).collect()
}

fn number(account: &Account) -> &str {
    match account {
        Account::Bankgiro(number) | Account::Plusgiro(number) => number,
        Account::Iban { iban, .. } => iban,
    }
}

fn pointer(hinder: Hinder) -> &'static str {
    match hinder {
        Hinder::BuyerIsPrivate => "/customer/kind",
        Hinder::BuyerPeppolId => "/customer/billing/peppol_id",
        Hinder::BuyerName => "/customer/name",
        Hinder::BuyerCountry => "/customer/address/country",
        Hinder::BuyerOrganisationNumber => "/customer/organisation_number",
        Hinder::BuyerVatNumber => "/customer/vat_number",
        Hinder::Reference => "/their_reference",
        Hinder::SellerName => "/company/name",
        Hinder::SellerCountry => "/company/address",
        Hinder::SellerOrganisationNumber => "/company/organisation_number",
        Hinder::SellerVatNumber => "/company/vat_number",
        Hinder::SellerTax => "/company/f_tax",
        Hinder::Account => "/company/bankgiro",
        Hinder::Lines | Hinder::MixedVat => "/lines",
        Hinder::Original => "/credits_invoice_id",
    }
}
