//! One e-invoice of every kind; organisation numbers and accounts are made up and have valid check digits.

use chrono::NaiveDate;
use kontoret_core::{
    money::{Bp, Milli, Ore},
    totals::{LineInput, PriceTerms, totals},
    vat::VatCode,
};
use kontoret_formats::ubl::{
    Account, Address, Attachment, Category, Contact, Document, Endpoint, Kind, Language, Line, Party, Preceding, Vat,
    VatRow,
};

/// The document and the name of its file.
pub type Sample = (&'static str, Document);

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn endpoint(scheme: &str, id: &str) -> Option<Endpoint> {
    Some(Endpoint {
        scheme: scheme.to_owned(),
        id: id.to_owned(),
    })
}

fn seller() -> Party {
    Party {
        endpoint: endpoint("0007", "5560160680"),
        name: "Lindqvist Bygg & Måleri AB".to_owned(),
        address: Address {
            street: "Verkstadsgatan 4".to_owned(),
            street2: String::new(),
            city: "Uppsala".to_owned(),
            postal_code: "753 23".to_owned(),
            country: "SE".to_owned(),
        },
        vat_number: "SE556016068001".to_owned(),
        organisation_number: "5560160680".to_owned(),
        f_tax: true,
        legal_form: "Säte: Uppsala".to_owned(),
        contact: Contact {
            name: "Karin Berg".to_owned(),
            phone: "018-12 34 56".to_owned(),
            email: "karin@lindqvistbygg.example".to_owned(),
        },
    }
}

fn buyer() -> Party {
    Party {
        endpoint: endpoint("0088", "7300010000001"),
        name: "Fastighets AB Ängen".to_owned(),
        address: Address {
            street: "Kungsgatan 12".to_owned(),
            street2: "c/o Fakturamottagning".to_owned(),
            city: "Stockholm".to_owned(),
            postal_code: "111 35".to_owned(),
            country: "SE".to_owned(),
        },
        vat_number: "SE202100548901".to_owned(),
        organisation_number: "2021005489".to_owned(),
        contact: Contact {
            name: "Bo Ek".to_owned(),
            ..Contact::default()
        },
        ..Party::default()
    }
}

/// What a line sells: quantity, price, discount, category.
pub type Sold = (i64, i64, u32, Category);

/// A document whose sums are the product's own.
pub fn document(kind: Kind, terms: PriceTerms, sold: &[Sold], reason: &str) -> Document {
    let supplied_on = day(2026, 11, 20);
    let inputs: Vec<LineInput> = sold
        .iter()
        .map(|&(quantity, price, discount, category)| LineInput {
            quantity_milli: Milli(quantity),
            unit_price_ore: Ore(price),
            discount_bp: Bp(discount),
            vat: code(category),
        })
        .collect();
    let sums = totals(&terms, &inputs, supplied_on).unwrap();
    let category_of = |vat: VatCode| sold.iter().map(|s| s.3).find(|c| code(*c) == vat).unwrap();
    Document {
        kind,
        language: Language::Swedish,
        number: "10042".to_owned(),
        issued_on: day(2026, 11, 24),
        due_on: Some(day(2026, 12, 24)),
        note: "Tack för förtroendet!".to_owned(),
        currency: "SEK".to_owned(),
        buyer_reference: "BE-771".to_owned(),
        order_reference: "PO 2026-88".to_owned(),
        preceding: Vec::new(),
        seller: seller(),
        buyer: buyer(),
        supplied_on: Some(supplied_on),
        delivered_to: None,
        accounts: vec![
            Account::Bankgiro("5050-1055".to_owned()),
            Account::Plusgiro("4567-4".to_owned()),
        ],
        payment_reference: "100428".to_owned(),
        payment_terms: "30 dagar netto. Dröjsmålsränta enligt räntelagen.".to_owned(),
        prices_include_vat: terms.prices_include_vat,
        lines: (1..)
            .zip(sold)
            .zip(&sums.line_amounts_ore)
            .map(|((number, &(quantity, price, discount, category)), amount)| Line {
                note: String::new(),
                description: format!("Rad {number}: målning av fönster\nTvå strykningar <utvändigt> & slipning"),
                quantity_milli: quantity,
                unit: "tim".to_owned(),
                unit_price_ore: price,
                discount_bp: discount,
                category,
                amount_ore: amount.0,
            })
            .collect(),
        discount_bp: terms.discount_bp.0,
        vat_rows: sums
            .vat_rows
            .iter()
            .map(|row| VatRow {
                vat: Vat {
                    category: category_of(row.vat),
                    reason: reason.to_owned(),
                },
                net_ore: row.net_ore.0,
                vat_ore: row.vat_ore.0,
            })
            .collect(),
        prepaid_ore: 0,
        rounding_ore: sums.rounding_ore.0,
        payable_ore: sums.total_ore.0,
        attachment: None,
    }
}

/// The code with the category's rate: sums know rates, not reasons.
fn code(category: Category) -> VatCode {
    let text = match category {
        Category::Standard(2500) => "25",
        Category::Standard(1200) => "12",
        Category::Standard(_) => "6",
        Category::Zero => "0",
        _ => "exempt",
    };
    text.parse().unwrap()
}

pub const NET: PriceTerms = PriceTerms {
    prices_include_vat: false,
    discount_bp: Bp(0),
    round_to_krona: false,
};

const S25: Category = Category::Standard(2500);
const S12: Category = Category::Standard(1200);
const S6: Category = Category::Standard(600);

/// One of every kind.
pub fn all() -> Vec<Sample> {
    let mut all = plain();
    all.extend(priced());
    all.extend(credits());
    all
}

const ROUNDED: PriceTerms = PriceTerms {
    round_to_krona: true,
    ..NET
};
const GROSS: PriceTerms = PriceTerms {
    prices_include_vat: true,
    ..ROUNDED
};

fn plain() -> Vec<Sample> {
    let plain = document(Kind::Invoice, NET, &[(8_000, 65_000, 0, S25)], "");
    let mut with_file = plain.clone();
    with_file.attachment = Some(Attachment {
        description: "Faktura 10042".to_owned(),
        file_name: "Faktura-10042.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.7\n%%EOF\n".to_vec(),
    });
    let mut bank = plain.clone();
    bank.language = Language::English;
    bank.accounts = vec![Account::Iban {
        iban: "SE35 5000 0000 0549 1000 0003".to_owned(),
        bic: "ESSESESS".to_owned(),
    }];
    bank.order_reference = String::new();
    bank.note = String::new();
    bank.seller.contact = Contact::default();
    let mut paid = plain.clone();
    paid.prepaid_ore = 100_000;
    paid.payable_ore -= 100_000;
    vec![
        ("invoice", plain),
        ("invoice-attachment", with_file),
        ("invoice-bank-account", bank),
        ("invoice-prepaid", paid),
        ("invoice-small-business", small_business()),
        ("invoice-reverse-charge", reverse_charge(Kind::Invoice)),
        ("invoice-intra-community", intra_community()),
        ("invoice-outside-scope", outside_scope()),
    ]
}

fn priced() -> Vec<Sample> {
    let invoice = |terms, sold: &[Sold]| document(Kind::Invoice, terms, sold, "");
    let rates = [
        (7_500, 65_050, 1_000, S25),
        (3_000, 9_999, 0, S12),
        (12_333, 4_933, 525, S6),
        (2_000, 19_900, 0, Category::Zero),
    ];
    let with_vat = [
        (3_000, 9_900, 0, S25),
        (7_250, 1_333, 1_500, S25),
        (1_000, 999, 0, S12),
        (1_000, 4_999, 0, S25),
    ];
    let discounted = |terms, bp| PriceTerms {
        discount_bp: Bp(bp),
        ..terms
    };
    let mut noted = invoice(NET, &rates);
    noted.lines[0].note = "Order 1001 · Altan · Ert ordernummer PO-1".to_owned();
    vec![
        ("invoice-rates-and-line-discounts", noted),
        (
            "invoice-discount-and-rounding",
            invoice(
                discounted(ROUNDED, 1_250),
                &[(7_500, 65_050, 0, S25), (1_000, 1_033, 0, S6)],
            ),
        ),
        (
            "invoice-deduction",
            invoice(NET, &[(1_000, 900_000, 0, S25), (1_000, -250_000, 1_000, S25)]),
        ),
        ("invoice-prices-with-vat", invoice(discounted(GROSS, 333), &with_vat)),
    ]
}

fn credits() -> Vec<Sample> {
    let note = |terms, sold: &[Sold]| credit(document(Kind::CreditNote, terms, sold, ""));
    vec![
        ("credit-note", note(ROUNDED, &[(8_000, 65_049, 500, S25)])),
        (
            "credit-note-prices-with-vat",
            note(GROSS, &[(1_000, 9_999, 0, S25), (2_000, 333, 0, S25)]),
        ),
        ("credit-note-reverse-charge", credit(reverse_charge(Kind::CreditNote))),
        ("credit-note-share-of-a-line", share()),
    ]
}

fn credit(mut document: Document) -> Document {
    document.number = "10043".to_owned();
    document.preceding = vec![Preceding {
        number: "10042".to_owned(),
        issued_on: Some(day(2026, 11, 24)),
    }];
    document.accounts.clear();
    document.due_on = None;
    document.payment_terms = "Avräknas mot faktura 10042.".to_owned();
    document
}

/// Half of an amount is credited: what the line's own price doesn't say.
fn share() -> Document {
    let mut document = credit(document(
        Kind::CreditNote,
        NET,
        &[(3_000, 33_333, 0, S25), (0, 0, 0, S25)],
        "",
    ));
    let total = document.vat_rows[0].net_ore / 2;
    (document.lines[0].amount_ore, document.lines[1].amount_ore) = (total - 1_234, 1_234);
    (document.vat_rows[0].net_ore, document.vat_rows[0].vat_ore) = (total, (total + 2) / 4);
    document.payable_ore = total + (total + 2) / 4;
    document
}

fn small_business() -> Document {
    let reason = "Undantag från skatteplikt för små företag, 18 kap. mervärdesskattelagen";
    let mut document = document(Kind::Invoice, NET, &[(8_000, 45_000, 0, Category::Exempt)], reason);
    document.seller.vat_number = String::new();
    document
}

fn reverse_charge(kind: Kind) -> Document {
    document(
        kind,
        NET,
        &[(80_000, 52_000, 0, Category::ReverseCharge)],
        "Omvänd betalningsskyldighet, byggtjänster",
    )
}

fn intra_community() -> Document {
    let mut document = document(Kind::Invoice, NET, &[(20_000, 35_000, 0, Category::IntraCommunity)], "");
    document.language = Language::English;
    document.buyer = Party {
        endpoint: endpoint("9930", "DE136695976"),
        name: "Maler Hansen GmbH".to_owned(),
        address: Address {
            street: "Hafenstraße 3".to_owned(),
            street2: String::new(),
            city: "Kiel".to_owned(),
            postal_code: "24103".to_owned(),
            country: "DE".to_owned(),
        },
        vat_number: "DE136695976".to_owned(),
        ..Party::default()
    };
    document.delivered_to = Some(document.buyer.address.clone());
    document
}

fn outside_scope() -> Document {
    let mut document = document(Kind::Invoice, NET, &[(1_000, 45_000, 0, Category::OutsideScope)], "");
    document.lines[0].description = "Ersättning för dröjsmål enligt lag (1981:739)".to_owned();
    document
}
