//! May an invoice be issued with the VAT treatments of its lines, or what speaks against it?

use crate::identity::{BuyerVatNumber, is_member_state};
use crate::vat::VatCode;

/// What is known of seller and buyer; a text is empty when it isn't given.
#[derive(Clone, Copy, Debug)]
pub struct Parties<'a> {
    /// The seller charges no VAT, since its turnover is small (ML 18 kap.).
    pub small_business: bool,
    /// The seller's VAT number.
    pub seller_vat_number: &'a str,
    /// The buyer is a company, an association or an authority.
    pub buyer_is_business: bool,
    /// The buyer's VAT number.
    pub buyer_vat_number: &'a str,
    /// The buyer's country, ISO 3166 alpha-2.
    pub buyer_country: &'a str,
}

/// Why the treatment of some lines can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Only a business can owe the VAT (mervärdesskattelagen, 2023:200, 16 kap. 13 § and 6 kap. 34 §).
    BuyerNoBusiness,
    /// The buyer's VAT number must stand on the document (17 kap. 24 § 4).
    BuyerVatNumber,
    /// The buyer must be registered in another member state (6 kap. 34 §, 10 kap. 42 §).
    BuyerNotOfAnotherMemberState,
    /// The buyer must be outside the Union (10 kap. 64 §, 6 kap.).
    BuyerInUnion,
    /// The seller's VAT number must stand on the document (17 kap. 24 § 3).
    SellerVatNumber,
    /// A small business charges no VAT and shifts none (18 kap.).
    SmallBusinessCharges,
    /// Only a small business is exempt as one (18 kap.).
    NoSmallBusiness,
}

/// The box of the VAT return in which the base of a code belongs; `None` for a rate, which has its own boxes.
#[must_use]
pub const fn base_box(vat: VatCode) -> Option<u8> {
    match vat {
        VatCode::Standard | VatCode::Reduced | VatCode::Low => None,
        VatCode::EuGoods => Some(35),
        VatCode::ExportGoods => Some(36),
        VatCode::EuServices => Some(39),
        VatCode::ExportServices => Some(40),
        VatCode::ReverseCharge => Some(41),
        VatCode::Zero | VatCode::Exempt | VatCode::SmallBusiness => Some(42),
    }
}

/// Everything that speaks against these codes, each once, in the order of [`Refusal`].
#[must_use]
pub fn refusals(codes: &[VatCode], parties: &Parties<'_>) -> Vec<Refusal> {
    let mut found: Vec<Refusal> = codes.iter().flat_map(|code| of_code(*code, parties)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn of_code(code: VatCode, p: &Parties<'_>) -> Vec<Refusal> {
    let given = |text: &str| !text.trim().is_empty();
    let abroad = p
        .buyer_vat_number
        .parse::<BuyerVatNumber>()
        .is_ok_and(|number| number.is_of_another_member_state());
    let registered = [
        (!p.buyer_is_business, Refusal::BuyerNoBusiness),
        (!given(p.buyer_vat_number), Refusal::BuyerVatNumber),
        (!given(p.seller_vat_number), Refusal::SellerVatNumber),
    ];
    let own = match code {
        VatCode::ReverseCharge => registered.to_vec(),
        VatCode::EuServices | VatCode::EuGoods => {
            let elsewhere = given(p.buyer_vat_number) && !abroad;
            [&registered[..], &[(elsewhere, Refusal::BuyerNotOfAnotherMemberState)]].concat()
        }
        VatCode::ExportGoods | VatCode::ExportServices => {
            vec![(is_member_state(p.buyer_country), Refusal::BuyerInUnion)]
        }
        VatCode::SmallBusiness => {
            return if p.small_business {
                vec![]
            } else {
                vec![Refusal::NoSmallBusiness]
            };
        }
        _ => Vec::new(),
    };
    let charges = !matches!(code, VatCode::Exempt | VatCode::Zero);
    let own = own.into_iter().filter_map(|(wrong, refusal)| wrong.then_some(refusal));
    let small = (p.small_business && charges).then_some(Refusal::SmallBusinessCharges);
    own.chain(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRM: Parties<'static> = Parties {
        small_business: false,
        seller_vat_number: "SE556016068001",
        buyer_is_business: true,
        buyer_vat_number: "SE556677889901",
        buyer_country: "SE",
    };

    #[test]
    fn reverse_charge_in_construction_wants_a_business_with_a_vat_number() {
        let reverse = |parties: Parties<'_>| refusals(&[VatCode::Standard, VatCode::ReverseCharge], &parties);
        assert_eq!(reverse(FIRM), []);
        let person = Parties {
            buyer_is_business: false,
            buyer_vat_number: " ",
            ..FIRM
        };
        assert_eq!(reverse(person), [Refusal::BuyerNoBusiness, Refusal::BuyerVatNumber]);
        let unregistered = Parties {
            seller_vat_number: "",
            ..FIRM
        };
        assert_eq!(reverse(unregistered), [Refusal::SellerVatNumber]);
    }

    #[test]
    fn sales_within_the_union_want_a_number_of_another_member_state() {
        let danish = Parties {
            buyer_vat_number: "DK13585628",
            buyer_country: "DK",
            ..FIRM
        };
        for code in [VatCode::EuServices, VatCode::EuGoods] {
            assert_eq!(refusals(&[code], &danish), []);
            assert_eq!(refusals(&[code], &FIRM), [Refusal::BuyerNotOfAnotherMemberState]);
            let without = Parties {
                buyer_vat_number: "",
                ..danish
            };
            assert_eq!(refusals(&[code], &without), [Refusal::BuyerVatNumber]);
        }
    }

    #[test]
    fn export_wants_a_buyer_outside_the_union() {
        let norwegian = Parties {
            buyer_is_business: false,
            buyer_vat_number: "",
            buyer_country: "NO",
            ..FIRM
        };
        for code in [VatCode::ExportGoods, VatCode::ExportServices] {
            assert_eq!(refusals(&[code], &norwegian), []);
            assert_eq!(refusals(&[code, code], &FIRM), [Refusal::BuyerInUnion]);
        }
    }

    #[test]
    fn a_small_business_charges_none_and_nobody_else_is_one() {
        let small = Parties {
            small_business: true,
            seller_vat_number: "",
            ..FIRM
        };
        assert_eq!(refusals(&[VatCode::SmallBusiness, VatCode::Exempt], &small), []);
        assert_eq!(refusals(&[VatCode::SmallBusiness], &FIRM), [Refusal::NoSmallBusiness]);
        let charged = refusals(&[VatCode::SmallBusiness, VatCode::Standard], &small);
        assert_eq!(charged, [Refusal::SmallBusinessCharges]);
    }

    #[test]
    fn every_code_without_vat_has_its_box() {
        let boxes = VatCode::ALL.map(base_box);
        let untaxed = VatCode::ALL.map(|code| code.rate().0 == 0);
        assert_eq!(boxes.map(|one| one.is_some()), untaxed);
        assert_eq!(base_box(VatCode::ReverseCharge), Some(41));
    }
}
