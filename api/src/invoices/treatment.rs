//! Does something speak against the VAT treatments of an invoice that is about to be issued? Core decides; the answer
//! names the field that can be mended.

use crate::{
    company::company_settings,
    customers::{billing::invoice_address, customer},
    http::{FieldCode, FieldError},
};
use kontoret_core::{
    vat::VatCode,
    vat_treatment::{Parties, Refusal, refusals},
};

/// Adds what speaks against them to `errors`.
pub(super) fn check(
    seller: &company_settings::Model,
    buyer: &customer::Model,
    codes: impl Iterator<Item = VatCode>,
    errors: &mut Vec<FieldError>,
) {
    let address = invoice_address(buyer);
    let parties = Parties {
        small_business: seller.small_business,
        seller_vat_number: &seller.vat_number,
        buyer_is_business: buyer.kind == "company",
        buyer_vat_number: &buyer.vat_number,
        buyer_country: &address.country,
    };
    let codes: Vec<VatCode> = codes.collect();
    for refusal in refusals(&codes, &parties) {
        let (pointer, code) = named(refusal);
        if !errors.iter().any(|e| e.pointer == pointer) {
            errors.push(FieldError::new(pointer, code));
        }
    }
}

fn named(refusal: Refusal) -> (&'static str, FieldCode) {
    match refusal {
        Refusal::BuyerNoBusiness => ("/customer/kind", FieldCode::BusinessOnly),
        Refusal::BuyerVatNumber => ("/customer/vat_number", FieldCode::Required),
        Refusal::BuyerNotOfAnotherMemberState => ("/customer/vat_number", FieldCode::NotOtherMemberState),
        Refusal::BuyerInUnion => ("/customer/address", FieldCode::InsideUnion),
        Refusal::SellerVatNumber => ("/company/vat_number", FieldCode::Required),
        Refusal::SmallBusinessCharges => ("/lines", FieldCode::SmallBusinessCharges),
        Refusal::NoSmallBusiness => ("/lines", FieldCode::NotSmallBusiness),
    }
}
