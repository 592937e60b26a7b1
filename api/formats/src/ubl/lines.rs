//! How are lines, their discounts, the document's discounts and VAT categories written?

use super::{
    Category, Document, Kind, Language,
    amounts::{Amounts, LineAmounts},
    unit,
    xml::{Xml, decimal, text},
};
use std::io;

/// UNCL5189: discount.
const DISCOUNT: &str = "95";
/// The longest name of an item; the whole text is its description.
const LONGEST_NAME: usize = 100;

pub(super) fn lines<W: io::Write>(x: &mut Xml<W>, d: &Document, amounts: &Amounts) -> io::Result<()> {
    let (element, quantity) = match d.kind {
        Kind::Invoice => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        Kind::CreditNote => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    };
    for (index, (line, sums)) in d.lines.iter().zip(&amounts.lines).enumerate() {
        x.within(element, |x| {
            x.leaf("cbc:ID", &(index + 1).to_string())?;
            x.given("cbc:Note", &line.note)?;
            let unit = [("unitCode", unit::code(&line.unit))];
            x.leaf_with(quantity, &unit, &decimal(sums.quantity_milli.into(), 3, 0))?;
            x.amount("cbc:LineExtensionAmount", sums.net_ore)?;
            line_discount(x, d.language, line.discount_bp, sums)?;
            x.within("cac:Item", |x| {
                let (name, description) = name_of(&line.description);
                x.given("cbc:Description", description)?;
                x.leaf("cbc:Name", &name)?;
                category(x, "cac:ClassifiedTaxCategory", line.category, None)
            })?;
            x.within("cac:Price", |x| x.price("cbc:PriceAmount", &decimal(sums.price, 10, 2)))
        })?;
    }
    Ok(())
}

/// The first row as name, and the whole as description where it says more.
fn name_of(description: &str) -> (String, &str) {
    let first = description.trim().lines().next().unwrap_or_default().trim_end();
    if first.chars().count() > LONGEST_NAME {
        let cut: String = first.chars().take(LONGEST_NAME - 1).collect();
        return (format!("{}…", cut.trim_end()), description);
    }
    let more = if description.trim() == first { "" } else { description };
    (first.to_owned(), more)
}

fn line_discount<W: io::Write>(x: &mut Xml<W>, language: Language, bp: u32, sums: &LineAmounts) -> io::Result<()> {
    if sums.discount_ore == 0 {
        return Ok(());
    }
    x.within("cac:AllowanceCharge", |x| {
        discount(x, language, bp, sums.discount_ore, sums.before_ore)
    })
}

pub(super) fn document_discounts<W: io::Write>(x: &mut Xml<W>, d: &Document, amounts: &Amounts) -> io::Result<()> {
    for row in &amounts.discounts {
        x.within("cac:AllowanceCharge", |x| {
            discount(x, d.language, d.discount_bp, row.ore, row.base_ore)?;
            category(x, "cac:TaxCategory", row.category, None)
        })?;
    }
    Ok(())
}

/// What a discount takes off; where it takes off less than nothing it is written as a charge, so that amounts stay
/// positive. The percentage is given where it explains the amount within the two hundredths of R040.
fn discount<W: io::Write>(x: &mut Xml<W>, language: Language, bp: u32, ore: i64, base_ore: i64) -> io::Result<()> {
    let charge = ore < 0;
    x.leaf("cbc:ChargeIndicator", if charge { "true" } else { "false" })?;
    if !charge {
        x.leaf("cbc:AllowanceChargeReasonCode", DISCOUNT)?;
    }
    x.leaf("cbc:AllowanceChargeReason", language.pick("Rabatt", "Discount"))?;
    let (amount, base) = (ore.abs(), base_ore.abs());
    let off = (i128::from(base) * i128::from(bp) - i128::from(amount) * 10_000).abs();
    let explained = bp > 0 && off <= 2 * 10_000;
    if explained {
        x.leaf("cbc:MultiplierFactorNumeric", &decimal(bp.into(), 2, 0))?;
    }
    x.amount("cbc:Amount", amount)?;
    if explained {
        x.amount("cbc:BaseAmount", base)?;
    }
    Ok(())
}

/// A category; with a language, also why no VAT is charged.
pub(super) fn category<W: io::Write>(
    x: &mut Xml<W>,
    name: &str,
    category: Category,
    reason: Option<(&str, Language)>,
) -> io::Result<()> {
    x.within(name, |x| {
        x.leaf("cbc:ID", category.code())?;
        // BR-O-05: outside the scope there is no rate, not even zero.
        if category != Category::OutsideScope {
            x.leaf("cbc:Percent", &decimal(category.rate_bp().into(), 2, 0))?;
        }
        if let Some((given, language)) = reason {
            exemption(x, category, given, language)?;
        }
        x.within("cac:TaxScheme", |x| x.leaf("cbc:ID", "VAT"))
    })
}

fn exemption<W: io::Write>(x: &mut Xml<W>, category: Category, given: &str, language: Language) -> io::Result<()> {
    let (code, words) = match category {
        Category::Standard(_) | Category::Zero => return Ok(()),
        Category::Exempt => ("", language.pick("Undantag från skatteplikt", "Exempt from VAT")),
        Category::ReverseCharge => (
            "VATEX-EU-AE",
            language.pick("Omvänd betalningsskyldighet", "Reverse charge"),
        ),
        Category::IntraCommunity => (
            "VATEX-EU-IC",
            language.pick("Unionsintern leverans av varor", "Intra-Community supply of goods"),
        ),
        Category::Export => (
            "VATEX-EU-G",
            language.pick("Export utanför EU", "Export outside the EU"),
        ),
        Category::OutsideScope => (
            "VATEX-EU-O",
            language.pick("Omfattas inte av mervärdesskatt", "Not subject to VAT"),
        ),
    };
    x.given("cbc:TaxExemptionReasonCode", code)?;
    let given = text(given);
    x.leaf("cbc:TaxExemptionReason", if given.is_empty() { words } else { &given })
}
