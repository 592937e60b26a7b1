//! What hinders an invoice from being an e-invoice (Peppol BIS Billing 3)?
//!
//! The rules are those of EN 16931 and OpenPeppol that a Swedish seller's invoice can break; each hinder names its own.
//! What the law wants of every invoice is [`crate::invoice::missing`].

use crate::identity::{OrganisationNumber, VatNumber};
use crate::vat::VatCode;
use crate::wire::words;

/// What is known of an invoice, issued or not; a text is empty when it isn't given.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// It takes back another one.
    pub is_credit_note: bool,
    /// The seller.
    pub seller: Seller<'a>,
    /// The buyer.
    pub buyer: Buyer<'a>,
    /// The buyer's reference and order number.
    pub references: [&'a str; 2],
    /// Accounts that a bank transfer can go to: bankgiro, plusgiro, IBAN.
    pub accounts: &'a [&'a str],
    /// There is something to pay.
    pub is_to_pay: bool,
    /// The VAT of each line.
    pub vat: &'a [VatCode],
    /// The invoice that a credit note takes back is known by its number.
    pub names_original: bool,
}

/// The company that sends it.
#[derive(Clone, Copy, Debug)]
pub struct Seller<'a> {
    /// Its name.
    pub name: &'a str,
    /// Two letters.
    pub country: &'a str,
    /// Its organisation number.
    pub organisation_number: &'a str,
    /// Its VAT number.
    pub vat_number: &'a str,
    /// Approved for F-tax.
    pub f_tax: bool,
}

/// The customer that gets it.
#[derive(Clone, Copy, Debug)]
pub struct Buyer<'a> {
    /// A person, not a business.
    pub is_private: bool,
    /// Its name.
    pub name: &'a str,
    /// Two letters.
    pub country: &'a str,
    /// Its organisation number.
    pub organisation_number: &'a str,
    /// Its VAT number.
    pub vat_number: &'a str,
    /// It has a Peppol id, whose check digit is right.
    pub has_peppol_id: bool,
}

words! {
    /// What hinders an invoice from being an e-invoice.
    #[cfg_attr(feature = "schema", schema(as = EInvoiceHinder))]
    Hinder {
        /// The customer is a person: the network is for businesses and authorities.
        BuyerIsPrivate = "buyer_is_private",
        /// The customer has no Peppol id (PEPPOL-EN16931-R010).
        BuyerPeppolId = "buyer_peppol_id",
        /// The customer has no name (BR-07).
        BuyerName = "buyer_name",
        /// The customer's address has no country (BR-11).
        BuyerCountry = "buyer_country",
        /// The customer's Swedish organisation number is wrong (PEPPOL-COMMON-R049).
        BuyerOrganisationNumber = "buyer_organisation_number",
        /// The customer's VAT number is missing: the customer owes the VAT (BR-AE-02, BR-IC-02).
        BuyerVatNumber = "buyer_vat_number",
        /// Neither the customer's reference nor its order number is given (PEPPOL-EN16931-R003).
        Reference = "reference",
        /// The company has no name (BR-06).
        SellerName = "seller_name",
        /// The company isn't in Sweden: the network knows other rules there.
        SellerCountry = "seller_country",
        /// The company's organisation number is missing or wrong (PEPPOL-EN16931-R020, SE-R-003, -004, -013).
        SellerOrganisationNumber = "seller_organisation_number",
        /// The company's VAT number is missing (BR-S-02 and its siblings) or wrong (SE-R-001, -002).
        SellerVatNumber = "seller_vat_number",
        /// Nothing tells the tax office who sells free of VAT: neither VAT number nor F-tax (BR-E-02, BR-Z-02).
        SellerTax = "seller_tax",
        /// No account that a bank transfer can go to (BR-50); Swish isn't one.
        Account = "account",
        /// There are no lines (BR-16).
        Lines = "lines",
        /// Lines outside the scope of VAT stand beside others (BR-O-11 to BR-O-14).
        MixedVat = "mixed_vat",
        /// A credit note that names no invoice (17 kap. 23 § mervärdesskattelagen, 2023:200).
        Original = "original",
    }
}

/// Everything that hinders, in the order of [`Hinder`].
#[must_use]
pub fn hinders(facts: &Facts<'_>) -> Vec<Hinder> {
    Hinder::ALL
        .into_iter()
        .filter(|hinder| is_there(*hinder, facts))
        .collect()
}

fn is_there(hinder: Hinder, facts: &Facts<'_>) -> bool {
    let (seller, buyer) = (&facts.seller, &facts.buyer);
    let none = |text: &str| text.trim().is_empty();
    let is_organisation = |text: &str| text.parse::<OrganisationNumber>().is_ok();
    match hinder {
        Hinder::BuyerIsPrivate => buyer.is_private,
        Hinder::BuyerPeppolId => !buyer.is_private && !buyer.has_peppol_id,
        Hinder::BuyerName => none(buyer.name),
        Hinder::BuyerCountry => none(buyer.country),
        Hinder::BuyerOrganisationNumber => {
            buyer.country == "SE" && !none(buyer.organisation_number) && !is_organisation(buyer.organisation_number)
        }
        Hinder::BuyerVatNumber => none(buyer.vat_number) && facts.vat.iter().any(|vat| owes(*vat)),
        Hinder::Reference => facts.references.iter().all(|text| none(text)),
        Hinder::SellerName => none(seller.name),
        Hinder::SellerCountry => seller.country != "SE",
        Hinder::SellerOrganisationNumber => !is_organisation(seller.organisation_number),
        Hinder::SellerVatNumber => {
            let is_needed = facts.vat.iter().any(|vat| needs_number(*vat));
            (is_needed || !none(seller.vat_number)) && seller.vat_number.parse::<VatNumber>().is_err()
        }
        Hinder::SellerTax => {
            let is_free = facts.vat.iter().any(|vat| !needs_number(*vat) && !is_outside(*vat));
            is_free && none(seller.vat_number) && !seller.f_tax
        }
        Hinder::Account => facts.is_to_pay && facts.accounts.iter().all(|text| none(text)),
        Hinder::Lines => facts.vat.is_empty(),
        Hinder::MixedVat => {
            facts.vat.iter().any(|vat| is_outside(*vat)) && !facts.vat.iter().all(|vat| is_outside(*vat))
        }
        Hinder::Original => facts.is_credit_note && !facts.names_original,
    }
}

/// Whether the buyer owes the VAT.
const fn owes(vat: VatCode) -> bool {
    matches!(vat, VatCode::ReverseCharge | VatCode::EuServices | VatCode::EuGoods)
}

/// Whether nothing of it is of VAT's concern in Sweden.
const fn is_outside(vat: VatCode) -> bool {
    matches!(vat, VatCode::ExportServices)
}

/// Whether the seller's VAT number must stand.
const fn needs_number(vat: VatCode) -> bool {
    matches!(
        vat,
        VatCode::Standard | VatCode::Reduced | VatCode::Low | VatCode::ExportGoods
    ) || owes(vat)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Facts<'static> = Facts {
        is_credit_note: false,
        seller: Seller {
            name: "Bygg AB",
            country: "SE",
            organisation_number: "556016-0680",
            vat_number: "SE556016068001",
            f_tax: true,
        },
        buyer: Buyer {
            is_private: false,
            name: "Fastighets AB",
            country: "SE",
            organisation_number: "202100-5489",
            vat_number: "",
            has_peppol_id: true,
        },
        references: ["", "PO 7"],
        accounts: &["", "4567-4", ""],
        is_to_pay: true,
        vat: &[VatCode::Standard, VatCode::Exempt],
        names_original: false,
    };

    type Spoil = fn(&mut Facts<'static>);

    #[test]
    fn a_whole_invoice_has_no_hinder() {
        assert_eq!(hinders(&WHOLE), []);
        let free = Facts {
            vat: &[VatCode::SmallBusiness],
            seller: Seller {
                vat_number: "",
                ..WHOLE.seller
            },
            ..WHOLE
        };
        assert_eq!(hinders(&free), []);
        let nothing_to_pay = Facts {
            accounts: &[],
            is_to_pay: false,
            ..WHOLE
        };
        assert_eq!(hinders(&nothing_to_pay), []);
    }

    #[test]
    fn every_hinder_is_found_by_name_and_alone() {
        let table: [(Hinder, Spoil); 16] = [
            (Hinder::BuyerIsPrivate, |f| {
                (f.buyer.is_private, f.buyer.has_peppol_id) = (true, false)
            }),
            (Hinder::BuyerPeppolId, |f| f.buyer.has_peppol_id = false),
            (Hinder::BuyerName, |f| f.buyer.name = " "),
            (Hinder::BuyerCountry, |f| f.buyer.country = ""),
            (Hinder::BuyerOrganisationNumber, |f| {
                f.buyer.organisation_number = "202100-5480"
            }),
            (Hinder::BuyerVatNumber, |f| f.vat = &[VatCode::ReverseCharge]),
            (Hinder::Reference, |f| f.references = ["", " "]),
            (Hinder::SellerName, |f| f.seller.name = ""),
            (Hinder::SellerCountry, |f| f.seller.country = "NO"),
            (Hinder::SellerOrganisationNumber, |f| {
                f.seller.organisation_number = "556016-0681"
            }),
            (Hinder::SellerVatNumber, |f| f.seller.vat_number = "SE5560160680"),
            (Hinder::SellerTax, |f| {
                (f.vat, f.seller.vat_number, f.seller.f_tax) = (&[VatCode::Exempt], "", false);
            }),
            (Hinder::Account, |f| f.accounts = &["", " "]),
            (Hinder::Lines, |f| f.vat = &[]),
            (Hinder::MixedVat, |f| {
                f.vat = &[VatCode::Standard, VatCode::ExportServices]
            }),
            (Hinder::Original, |f| f.is_credit_note = true),
        ];
        for (hinder, spoil) in table {
            let mut facts = WHOLE;
            spoil(&mut facts);
            assert_eq!(hinders(&facts), [hinder], "{hinder}");
        }
        assert_eq!(table.map(|(hinder, _)| hinder), Hinder::ALL);
    }

    #[test]
    fn who_owes_the_vat_must_be_named_by_number() {
        for vat in VatCode::ALL {
            let facts = |vat_number| Facts {
                vat: std::slice::from_ref(Box::leak(Box::new(vat))),
                buyer: Buyer {
                    vat_number,
                    ..WHOLE.buyer
                },
                ..WHOLE
            };
            assert_eq!(
                hinders(&facts("")).contains(&Hinder::BuyerVatNumber),
                owes(vat),
                "{vat}"
            );
            assert_eq!(hinders(&facts("DK13585628")), [], "{vat}");
        }
    }
}
