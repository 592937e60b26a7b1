//! What do the lines of an offer, order or invoice come to?
//!
//! 1. A line is quantity × unit price × (1 − discount), rounded once to the öre, in the mode in which the
//!    prices are entered (with or without VAT).
//! 2. The document's discount is one rounded sum. It is shared over the VAT codes by largest remainder: each
//!    code's exact share is rounded down, and the öre left over go one each to the codes with the largest
//!    fraction, at a tie to the first in the order of [`VatCode::ALL`]. So the parts add up exactly.
//! 3. VAT is counted per code on the summed base and rounded to the öre (EN 16931, BR-CO-17). With prices
//!    including VAT the code's gross is exact: VAT is taken out of it and net = gross − VAT. For some gross
//!    amounts no net has exactly that VAT; EN 16931's validation leaves room for that öre.
//! 4. Rounding to whole kronor is an amount of its own, without VAT (EN 16931 BT-114).
//!
//! Every step is exact in integers; every rounding is [`div_round`].

use crate::money::{Bp, MAX_QUANTITY, MAX_TOTAL, MAX_UNIT_PRICE, Milli, Ore, div_round};
use crate::vat::VatCode;
use crate::wire::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What a line sells.
    LineKind {
        /// Hours or a fixed price for labour.
        Work = "work",
        /// Goods.
        Material = "material",
        /// Travel, transport and mileage.
        Travel = "travel",
        /// Anything else.
        Other = "other",
    }
}

/// The part of a line that money depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineInput {
    /// Zero up to [`MAX_QUANTITY`].
    pub quantity_milli: Milli,
    /// Within ±[`MAX_UNIT_PRICE`]; a negative price makes a deduction line.
    pub unit_price_ore: Ore,
    /// Taken off this line, at most 100 %.
    pub discount_bp: Bp,
    /// Decides the rate and the row the line is summed in.
    pub vat: VatCode,
}

/// How the prices of a document are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTerms {
    /// The unit prices include VAT.
    pub prices_include_vat: bool,
    /// Taken off the sum of the lines, at most 100 %.
    pub discount_bp: Bp,
    /// The amount to pay is rounded to whole kronor.
    pub round_to_krona: bool,
}

/// The sums of a document, in öre.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// One amount per line, in the order of the lines, in the mode the prices are entered in.
    pub line_amounts_ore: Vec<Ore>,
    /// The sum of the line amounts, in the mode the prices are entered in.
    pub lines_ore: Ore,
    /// The document's discount in the same mode: what is subtracted, so it has the sign of `lines_ore`.
    pub discount_ore: Ore,
    /// The sum of the rows without VAT.
    pub net_ore: Ore,
    /// The sum of the rows' VAT.
    pub vat_ore: Ore,
    /// What rounding to whole kronor adds: −49 to 50 above zero.
    pub rounding_ore: Ore,
    /// To pay: net + VAT + rounding.
    pub total_ore: Ore,
    /// One row per VAT code that occurs, in the order of [`VatCode::ALL`].
    pub vat_rows: Vec<VatRow>,
}

/// What the lines of one VAT code come to, after the document's discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatRow {
    /// The code of the row.
    pub vat: VatCode,
    /// The taxable amount.
    pub net_ore: Ore,
    /// The VAT on it.
    pub vat_ore: Ore,
}

/// Which value makes the sums impossible, and in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field} is {code}")]
pub struct TotalsError {
    /// The direction.
    pub code: TotalsErrorCode,
    /// Index of the line; `None` for a value of the whole document.
    pub line: Option<usize>,
    /// The value.
    pub field: TotalsField,
}

words! {
    /// The direction in which a value is outside its limits.
    TotalsErrorCode {
        /// Below the lowest value.
        TooSmall = "too_small",
        /// Above the largest value, or for a sum too far from zero on either side.
        TooLarge = "too_large",
    }
}

words! {
    /// A value that can be outside its limits.
    TotalsField {
        /// Of a line: zero up to [`MAX_QUANTITY`].
        QuantityMilli = "quantity_milli",
        /// Of a line: within ±[`MAX_UNIT_PRICE`].
        UnitPriceOre = "unit_price_ore",
        /// Of a line, or without a line of the document: at most 100 %.
        DiscountBp = "discount_bp",
        /// The amount of a line: within ±[`MAX_TOTAL`].
        AmountOre = "amount_ore",
        /// Any sum of the document, also within one VAT code: within ±[`MAX_TOTAL`].
        TotalOre = "total_ore",
    }
}

/// The sums of a document whose work or goods are supplied on `supply_on`, which decides the VAT rates.
///
/// A negative total is not refused here: whether a document may have one is its own rule.
///
/// # Errors
/// The first value outside its limits: the document's discount, then the lines in order (quantity, unit
/// price, discount, amount), then the sums.
pub fn totals(terms: &PriceTerms, lines: &[LineInput], supply_on: NaiveDate) -> Result<Totals, TotalsError> {
    if terms.discount_bp > Bp::ONE_HUNDRED_PERCENT {
        return Err(outside(TotalsErrorCode::TooLarge, None, TotalsField::DiscountBp));
    }
    let line_amounts_ore = lines
        .iter()
        .enumerate()
        .map(|(index, line)| line_amount(index, line))
        .collect::<Result<Vec<_>, _>>()?;
    let lines_ore = sum(line_amounts_ore.iter().copied())?;
    let bases = bases(lines, &line_amounts_ore)?;
    let (discount_ore, shares) = share_discount(&bases, terms.discount_bp)?;
    let mut vat_rows = Vec::with_capacity(bases.len());
    for ((vat, base), share) in bases.into_iter().zip(shares) {
        let amount = i128::from(base.0) - share;
        vat_rows.push(vat_row(vat, amount, terms.prices_include_vat, supply_on)?);
    }
    let net_ore = sum(vat_rows.iter().map(|row| row.net_ore))?;
    let vat_ore = sum(vat_rows.iter().map(|row| row.vat_ore))?;
    let exact = i128::from(net_ore.0) + i128::from(vat_ore.0);
    let total = if terms.round_to_krona {
        div_round(exact, 100) * 100
    } else {
        exact
    };
    Ok(Totals {
        line_amounts_ore,
        lines_ore,
        discount_ore,
        net_ore,
        vat_ore,
        rounding_ore: within_total(total - exact)?,
        total_ore: within_total(total)?,
        vat_rows,
    })
}

const fn outside(code: TotalsErrorCode, line: Option<usize>, field: TotalsField) -> TotalsError {
    TotalsError { code, line, field }
}

/// The amount as öre, when it is within ±[`MAX_TOTAL`].
fn bounded(amount: i128) -> Option<Ore> {
    i64::try_from(amount)
        .ok()
        .map(Ore)
        .filter(|ore| (-MAX_TOTAL.0..=MAX_TOTAL.0).contains(&ore.0))
}

fn within_total(amount: i128) -> Result<Ore, TotalsError> {
    bounded(amount).ok_or(outside(TotalsErrorCode::TooLarge, None, TotalsField::TotalOre))
}

fn sum(amounts: impl Iterator<Item = Ore>) -> Result<Ore, TotalsError> {
    within_total(amounts.map(|ore| i128::from(ore.0)).sum())
}

pub(crate) fn line_amount(index: usize, line: &LineInput) -> Result<Ore, TotalsError> {
    use {TotalsErrorCode as Code, TotalsField as Field};
    let refused = |code, field| Err(outside(code, Some(index), field));
    if line.quantity_milli < Milli(0) {
        return refused(Code::TooSmall, Field::QuantityMilli);
    }
    if line.quantity_milli > MAX_QUANTITY {
        return refused(Code::TooLarge, Field::QuantityMilli);
    }
    if line.unit_price_ore < Ore(-MAX_UNIT_PRICE.0) {
        return refused(Code::TooSmall, Field::UnitPriceOre);
    }
    if line.unit_price_ore > MAX_UNIT_PRICE {
        return refused(Code::TooLarge, Field::UnitPriceOre);
    }
    if line.discount_bp > Bp::ONE_HUNDRED_PERCENT {
        return refused(Code::TooLarge, Field::DiscountBp);
    }
    let kept_bp = Bp::ONE_HUNDRED_PERCENT.0 - line.discount_bp.0;
    // At most 10^9 × 10^11 × 10^4 after the checks above: far inside i128.
    let product = i128::from(line.quantity_milli.0) * i128::from(line.unit_price_ore.0) * i128::from(kept_bp);
    bounded(div_round(product, 1_000 * 10_000)).ok_or(outside(Code::TooLarge, Some(index), Field::AmountOre))
}

/// The summed line amounts of each code that occurs.
fn bases(lines: &[LineInput], amounts: &[Ore]) -> Result<Vec<(VatCode, Ore)>, TotalsError> {
    let mut bases = Vec::with_capacity(VatCode::ALL.len());
    for vat in VatCode::ALL {
        let of_code = || lines.iter().zip(amounts).filter(|(line, _)| line.vat == vat);
        if of_code().next().is_some() {
            bases.push((vat, sum(of_code().map(|(_, amount)| *amount))?));
        }
    }
    Ok(bases)
}

/// The document's discount and its share per base, which add up to it.
fn share_discount(bases: &[(VatCode, Ore)], discount_bp: Bp) -> Result<(Ore, Vec<i128>), TotalsError> {
    let exact: Vec<i128> = bases
        .iter()
        .map(|(_, base)| i128::from(base.0) * i128::from(discount_bp.0))
        .collect();
    let discount = div_round(exact.iter().sum(), 10_000);
    let mut shares: Vec<i128> = exact.iter().map(|share| share.div_euclid(10_000)).collect();
    let left_over = discount - shares.iter().sum::<i128>();
    let mut by_fraction: Vec<usize> = (0..exact.len()).collect();
    // The sort is stable: ties keep the order of the codes.
    by_fraction.sort_by_key(|&index| std::cmp::Reverse(exact[index].rem_euclid(10_000)));
    for (index, _) in by_fraction.into_iter().zip(0..left_over) {
        shares[index] += 1;
    }
    Ok((within_total(discount)?, shares))
}

fn vat_row(vat: VatCode, amount: i128, includes_vat: bool, supply_on: NaiveDate) -> Result<VatRow, TotalsError> {
    let rate = i128::from(vat.rate_on(supply_on).0);
    let (net, tax) = if includes_vat {
        let tax = div_round(amount * rate, 10_000 + rate);
        (amount - tax, tax)
    } else {
        (amount, div_round(amount * rate, 10_000))
    };
    Ok(VatRow {
        vat,
        net_ore: within_total(net)?,
        vat_ore: within_total(tax)?,
    })
}

#[cfg(test)]
#[path = "totals_test.rs"]
mod tests;
