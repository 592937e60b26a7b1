//! Do lines, discounts and categories add up to what the product says, whatever is sold?

use super::{
    rules::judged,
    samples::{Sold, document},
};
use kontoret_core::{
    money::{Bp, div_round},
    totals::PriceTerms,
};
use kontoret_formats::ubl::{self, Category, Document, Kind};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

const CATEGORIES: [Category; 5] = [
    Category::Standard(2500),
    Category::Standard(1200),
    Category::Standard(600),
    Category::Zero,
    Category::Exempt,
];

fn sold() -> impl Strategy<Value = Sold> {
    let price = prop_oneof![8 => 0..2_000_000_i64, 1 => -50_000..0_i64];
    let discount = prop_oneof![3 => Just(0_u32), 1 => 1..=10_000_u32];
    (0..200_000_i64, price, discount, prop::sample::select(&CATEGORIES[..]))
}

fn documents() -> impl Strategy<Value = Document> {
    let discount = prop_oneof![2 => Just(0_u32), 1 => 1..=5_000_u32];
    let terms = (any::<bool>(), discount, any::<bool>()).prop_map(|(prices_include_vat, discount, round_to_krona)| {
        PriceTerms {
            prices_include_vat,
            discount_bp: Bp(discount),
            round_to_krona,
        }
    });
    (any::<bool>(), terms, prop::collection::vec(sold(), 1..12)).prop_map(|(credit, terms, sold)| {
        let kind = if credit { Kind::CreditNote } else { Kind::Invoice };
        document(kind, terms, &sold, "")
    })
}

/// The texts of an element, wherever it stands within the other.
fn texts<'x>(xml: &'x str, within: &str, name: &str) -> Vec<&'x str> {
    let mut found = Vec::new();
    for part in xml.split(&format!("<{within}>")).skip(1) {
        let part = part.split(&format!("</{within}>")).next().unwrap_or_default();
        for leaf in part.split(&format!("<{name}")).skip(1) {
            let inner = leaf.split_once('>').unwrap().1;
            found.push(inner.split_once('<').unwrap().0);
        }
    }
    found
}

/// A decimal in units of 10^-10.
fn units(text: &str) -> i128 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    sign * format!("{whole}{fraction:0<10}").parse::<i128>().unwrap()
}

const ORE: i128 = 100_000_000;

fn sum(texts: &[&str]) -> i128 {
    texts.iter().map(|text| units(text)).sum()
}

proptest! {
    #[test]
    fn the_document_sums_up_to_the_products_own_totals(document in documents()) {
        let xml = String::from_utf8(ubl::bytes(&document)).unwrap();
        let line = match document.kind { Kind::Invoice => "cac:InvoiceLine", Kind::CreditNote => "cac:CreditNoteLine" };
        let total = |name: &str| sum(&texts(&xml, "cac:LegalMonetaryTotal", name));
        let lines = sum(&texts(&xml, line, "cbc:LineExtensionAmount"));
        prop_assert_eq!(total("cbc:LineExtensionAmount"), lines);
        let net: i64 = document.vat_rows.iter().map(|row| row.net_ore).sum();
        let vat: i64 = document.vat_rows.iter().map(|row| row.vat_ore).sum();
        prop_assert_eq!(total("cbc:TaxExclusiveAmount"), i128::from(net) * ORE);
        prop_assert_eq!(total("cbc:TaxInclusiveAmount"), i128::from(net + vat) * ORE);
        prop_assert_eq!(total("cbc:PayableAmount"), i128::from(document.payable_ore) * ORE);
        prop_assert_eq!(
            lines - total("cbc:AllowanceTotalAmount") + total("cbc:ChargeTotalAmount"),
            total("cbc:TaxExclusiveAmount")
        );
        prop_assert_eq!(
            total("cbc:TaxInclusiveAmount") + total("cbc:PayableRoundingAmount"),
            total("cbc:PayableAmount")
        );
        prop_assert_eq!(sum(&texts(&xml, "cac:TaxSubtotal", "cbc:TaxableAmount")), i128::from(net) * ORE);
        // The first amount of the total is its own, the others are those of its rows.
        prop_assert_eq!(sum(&texts(&xml, "cac:TaxTotal", "cbc:TaxAmount")), 2 * i128::from(vat) * ORE);
        for part in xml.split(&format!("<{line}>")).skip(1) {
            let part = format!("<{line}>{part}");
            let of = |name: &str| texts(&part, line, name);
            let quantity = of(if document.kind == Kind::Invoice { "cbc:InvoicedQuantity" } else { "cbc:CreditedQuantity" });
            let price = units(of("cbc:PriceAmount")[0]);
            prop_assert!(price >= 0, "BR-27");
            let sign = if of("cbc:ChargeIndicator") == ["true"] { 1 } else { -1 };
            let product = div_round(units(quantity[0]) * price, 10_000_000_000);
            let exact = product + sign * sum(&of("cbc:Amount"));
            let off = (exact - units(of("cbc:LineExtensionAmount")[0])).abs();
            prop_assert!(off <= 2 * ORE, "R120: {} off in {}", off, part);
        }
        for amount in texts(&xml, "cac:AllowanceCharge", "cbc:Amount") {
            prop_assert!(units(amount) > 0);
        }
    }
}

#[test]
fn whatever_is_sold_passes_schema_and_published_rules() {
    let mut runner = TestRunner::deterministic();
    let strategy = documents();
    let sample: Vec<_> = (0..60)
        .map(|number| {
            (
                format!("random-{number}"),
                strategy.new_tree(&mut runner).unwrap().current(),
            )
        })
        .collect();
    let (taken, said) = judged("ubl-random", &sample);
    assert!(taken, "{said}");
}
