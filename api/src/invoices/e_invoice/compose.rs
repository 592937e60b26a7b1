//! What does an invoice say in the words of the network? From the facts of the day of issue, or of today for a draft.

use super::super::{
    document::{Facts, exemption_reason},
    dto::InvoiceLine,
    entity::invoice,
    store,
};
use crate::{customers::billing::invoice_address, http::Problem, lines::Totals, store::ReadTx};
use chrono::NaiveDate;
use kontoret_core::{invoice::Kind, vat::VatCode};
use kontoret_documents::{TaxDeduction, TaxDeductionKind};
use kontoret_formats::ubl::{
    self, Account, Address, Category, Contact, Document, Endpoint, Language, Line, Party, Preceding, Vat, VatRow,
};
use serde::{Deserialize, Serialize};

/// An invoice as an e-invoice, and what its readiness depends on beside it; kept with an issued one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in super::super) struct Composed {
    /// The document; the receiver's address is the customer's of the day it is sent.
    pub document: Document,
    /// The VAT of each line.
    pub vat: Vec<VatCode>,
}

/// Composes an invoice's e-invoice.
///
/// # Errors
/// The database's.
pub(in super::super) async fn compose(
    tx: &ReadTx,
    facts: &Facts,
    row: &invoice::Model,
    lines: &[InvoiceLine],
    totals: &Totals,
    deduction: Option<&TaxDeduction>,
) -> Result<Composed, Problem> {
    let preceding = match row.credits_invoice_id {
        Some(id) => {
            let original = store::get_invoice(tx, id).await?;
            let named = original.number.map(|number| Preceding {
                number,
                issued_on: original.issued_on,
            });
            named.into_iter().collect()
        }
        None => Vec::new(),
    };
    Ok(Composed {
        document: document(facts, row, lines, (totals, deduction), preceding, tx.today()),
        vat: lines.iter().map(|line| line.vat).collect(),
    })
}

fn document(
    facts: &Facts,
    row: &invoice::Model,
    lines: &[InvoiceLine],
    (totals, deduction): (&Totals, Option<&TaxDeduction>),
    preceding: Vec<Preceding>,
    today: NaiveDate,
) -> Document {
    let is_credit = row.kind == Kind::CreditNote.as_str();
    // A credit note has negative quantities and sums with us, and says what it takes back in the network.
    let sign = if is_credit { -1 } else { 1 };
    let language = if row.language == "en" {
        Language::English
    } else {
        Language::Swedish
    };
    let supplied_on = row.supplied_on.or(row.issued_on).unwrap_or(today);
    // Of the sums of EN 16931 only what is paid already lowers what is to pay and leaves the VAT's base alone (BT-113, BR-CO-16);
    // an allowance would lower both. What the tax agency pays stands there, and its note says so. Cash comes with the invoice.
    let deducted_ore = sign * deduction.map_or(0, |d| d.deducted_ore);
    let paid_ore = if row.kind == Kind::Cash.as_str() {
        totals.total_ore
    } else {
        deducted_ore
    };
    let (seller, buyer) = (seller(facts, row, language), buyer(facts));
    Document {
        kind: if is_credit {
            ubl::Kind::CreditNote
        } else {
            ubl::Kind::Invoice
        },
        language,
        number: row.number.clone().unwrap_or_default(),
        issued_on: row.issued_on.unwrap_or(today),
        due_on: row.due_on.filter(|_| !is_credit),
        note: joined([
            &row.title,
            &row.note,
            &deduction.map(|d| deduction_note(d, sign, language)).unwrap_or_default(),
        ]),
        currency: "SEK".to_owned(),
        buyer_reference: row.their_reference.clone(),
        order_reference: row.buyer_order_number.clone(),
        preceding,
        delivered_to: delivered_to(facts, &buyer, lines),
        seller,
        buyer,
        supplied_on: Some(supplied_on),
        accounts: if is_credit { Vec::new() } else { accounts(facts) },
        payment_reference: row.ocr.clone().unwrap_or_default(),
        payment_terms: terms(row, is_credit, language),
        prices_include_vat: row.prices_include_vat,
        lines: lines.iter().map(|l| line(facts, l, sign, supplied_on)).collect(),
        discount_bp: u32::try_from(row.discount_bp).unwrap_or(0),
        vat_rows: totals
            .vat_rows
            .iter()
            .map(|r| VatRow {
                vat: vat(r.vat, supplied_on, language, exemption_reason(facts, row)),
                net_ore: sign * r.net_ore,
                vat_ore: sign * r.vat_ore,
            })
            .collect(),
        prepaid_ore: paid_ore,
        rounding_ore: sign * totals.rounding_ore,
        payable_ore: sign * totals.total_ore - paid_ore,
        attachment: None,
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// What stands among what is paid already. No number of a person: the network's document goes through many hands.
fn deduction_note(d: &TaxDeduction, sign: i64, language: Language) -> String {
    let (lang, kind) = match language {
        Language::Swedish => (kontoret_documents::Language::Swedish, "Skattereduktion"),
        Language::English => (kontoret_documents::Language::English, "Tax deduction"),
    };
    let which = match d.kind {
        TaxDeductionKind::Rot => "ROT",
        TaxDeductionKind::Rut => "RUT",
        TaxDeductionKind::Green if language == Language::Swedish => "grön teknik",
        TaxDeductionKind::Green => "green technology",
    };
    let buyers: Vec<String> = d
        .buyers
        .iter()
        .map(|b| format!("{} {}", b.name, lang.money(sign * b.deducted_ore)))
        .collect();
    let amount = lang.money(sign * d.deducted_ore);
    let works = d.works.join(", ");
    let told = match (language, sign) {
        (Language::Swedish, 1) => "redovisas som redan betalt: det betalas av Skatteverket",
        (Language::Swedish, _) => "tas tillbaka",
        (Language::English, 1) => "is stated as paid already: the Swedish Tax Agency pays it",
        (Language::English, _) => "is taken back",
    };
    format!("{kind} {which} {amount} ({works}; {}) {told}.", buyers.join(", "))
}

fn joined(texts: [&str; 3]) -> String {
    let given: Vec<&str> = texts.into_iter().map(str::trim).filter(|t| !t.is_empty()).collect();
    given.join("\n")
}

fn seller(facts: &Facts, row: &invoice::Model, language: Language) -> Party {
    let s = &facts.settings;
    let number = digits(&s.organisation_number);
    let seat = match language {
        Language::Swedish => "Säte",
        Language::English => "Registered office",
    };
    Party {
        endpoint: Some(Endpoint {
            scheme: ubl::SCHEME_ORGANISATION.to_owned(),
            id: number.clone(),
        })
        .filter(|endpoint| !endpoint.id.is_empty()),
        name: facts.company_name.clone(),
        address: Address {
            street: s.street.clone(),
            street2: s.street2.clone(),
            city: s.city.clone(),
            postal_code: s.postal_code.clone(),
            country: s.country.clone(),
        },
        vat_number: s.vat_number.clone(),
        organisation_number: number,
        f_tax: s.f_tax,
        legal_form: if s.seat.trim().is_empty() {
            String::new()
        } else {
            format!("{seat}: {}", s.seat)
        },
        contact: Contact {
            name: row.our_reference.clone(),
            phone: s.phone.clone(),
            email: s.email.clone(),
        },
    }
}

fn buyer(facts: &Facts) -> Party {
    let c = &facts.customer;
    let address = invoice_address(c);
    Party {
        endpoint: None,
        name: c.name.clone(),
        organisation_number: if c.country == "SE" {
            digits(&c.organisation_number)
        } else {
            c.organisation_number.clone()
        },
        vat_number: c.vat_number.clone(),
        address: Address {
            street: address.street,
            street2: address.street2,
            city: address.city,
            postal_code: address.postal_code,
            country: address.country,
        },
        ..Party::default()
    }
}

/// The work site; goods that leave the country say where they went (BR-IC-12).
fn delivered_to(facts: &Facts, buyer: &Party, lines: &[InvoiceLine]) -> Option<Address> {
    let leaves = lines
        .iter()
        .any(|l| matches!(l.vat, VatCode::EuGoods | VatCode::ExportGoods));
    match &facts.work_site {
        Some(site) => Some(Address {
            street: site.street.clone(),
            street2: site.street2.clone(),
            city: site.city.clone(),
            postal_code: site.postal_code.clone(),
            country: site.country.clone(),
        }),
        None => leaves.then(|| buyer.address.clone()),
    }
}

fn accounts(facts: &Facts) -> Vec<Account> {
    let s = &facts.settings;
    let mut accounts = Vec::new();
    if !s.bankgiro.is_empty() {
        accounts.push(Account::Bankgiro(s.bankgiro.clone()));
    }
    if !s.plusgiro.is_empty() {
        accounts.push(Account::Plusgiro(s.plusgiro.clone()));
    }
    if !s.iban.is_empty() {
        accounts.push(Account::Iban {
            iban: s.iban.clone(),
            bic: s.bic.clone(),
        });
    }
    accounts
}

fn terms(row: &invoice::Model, is_credit: bool, language: Language) -> String {
    let days = row.payment_terms_days;
    match (language, is_credit) {
        (Language::Swedish, true) => "Beloppet avräknas mot fakturan eller betalas tillbaka.".to_owned(),
        (Language::English, true) => "The amount is set off against the invoice or paid back.".to_owned(),
        (Language::Swedish, false) => {
            format!("{days} dagar netto. Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.")
        }
        (Language::English, false) => format!(
            "{days} days net. After the due date interest is charged under the Swedish Interest Act (räntelagen)."
        ),
    }
}

fn line(facts: &Facts, l: &InvoiceLine, sign: i64, supplied_on: NaiveDate) -> Line {
    let described = !l.description.trim().is_empty();
    Line {
        description: if described {
            l.description.clone()
        } else {
            l.kind.to_string()
        },
        note: l
            .order_id
            .and_then(|id| facts.orders.get(&id))
            .cloned()
            .unwrap_or_default(),
        quantity_milli: sign * l.quantity_milli,
        unit: l.unit.clone(),
        unit_price_ore: l.unit_price_ore,
        discount_bp: u32::try_from(l.discount_bp).unwrap_or(0),
        category: category(l.vat, supplied_on),
        amount_ore: sign * l.amount_ore,
    }
}

fn category(code: VatCode, supplied_on: NaiveDate) -> Category {
    match code {
        VatCode::Standard | VatCode::Reduced | VatCode::Low => Category::Standard(code.rate_on(supplied_on).0),
        VatCode::Zero => Category::Zero,
        VatCode::Exempt | VatCode::SmallBusiness => Category::Exempt,
        VatCode::ReverseCharge | VatCode::EuServices => Category::ReverseCharge,
        VatCode::EuGoods => Category::IntraCommunity,
        VatCode::ExportGoods => Category::Export,
        VatCode::ExportServices => Category::OutsideScope,
    }
}

/// The category with its reference to the law (17 kap. 24 § 13–14 mervärdesskattelagen, 2023:200).
fn vat(code: VatCode, supplied_on: NaiveDate, language: Language, exempt_since: &str) -> Vat {
    let (swedish, english) = match code {
        VatCode::Exempt => (
            "Undantag från skatteplikt, 10 kap. mervärdesskattelagen",
            "Exempt from VAT, chapter 10 of the Swedish VAT Act",
        ),
        VatCode::SmallBusiness => (
            "Undantag från skatteplikt för små företag, 18 kap. mervärdesskattelagen",
            "Small business exempt from VAT, chapter 18 of the Swedish VAT Act",
        ),
        VatCode::ReverseCharge => (
            "Omvänd betalningsskyldighet, 16 kap. 13 § mervärdesskattelagen",
            "Reverse charge, chapter 16 section 13 of the Swedish VAT Act",
        ),
        VatCode::EuServices => (
            "Omvänd betalningsskyldighet, 6 kap. 34 § mervärdesskattelagen",
            "Reverse charge, article 196 of the VAT directive",
        ),
        VatCode::EuGoods => (
            "Unionsintern leverans, 10 kap. 42 § mervärdesskattelagen",
            "Intra-Community supply, article 138 of the VAT directive",
        ),
        VatCode::ExportGoods => (
            "Export, 10 kap. 64 § mervärdesskattelagen",
            "Export, article 146 of the VAT directive",
        ),
        VatCode::ExportServices => ("Omsatt utanför Sverige", "Supplied outside Sweden"),
        VatCode::Standard | VatCode::Reduced | VatCode::Low | VatCode::Zero => ("", ""),
    };
    let reason = match (code, language) {
        (VatCode::Exempt, _) if !exempt_since.is_empty() => exempt_since,
        (_, Language::Swedish) => swedish,
        (_, Language::English) => english,
    };
    Vat {
        category: category(code, supplied_on),
        reason: reason.to_owned(),
    }
}
