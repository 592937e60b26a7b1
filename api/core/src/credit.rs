//! What does a credit note take back, and how much of an invoice is left to credit?
//!
//! A credit note (ändringsfaktura, 17 kap. 22–23 §§ mervärdesskattelagen, 2023:200) names lines of one invoice and takes
//! all or a part of them. What has been credited of a VAT code decides its net and VAT: the code's row × credited base ÷
//! whole base, rounded, less what earlier credit notes have. So the way in which an invoice is credited never matters, and
//! crediting everything leaves exactly zero. What rounding to whole kronor added is credited with the last öre.

use crate::money::{Bp, Milli, Ore, div_round};
use crate::totals::{LineInput, Totals, VatRow, line_amount};
use crate::vat::VatCode;

/// A line of an issued invoice, and what credit notes have of it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoicedLine {
    /// As it was invoiced.
    pub line: LineInput,
    /// Its amount.
    pub amount_ore: Ore,
    /// How much of the quantity has been credited.
    pub credited_milli: Milli,
    /// How much of the amount has been credited, with the amount's sign.
    pub credited_ore: Ore,
}

impl InvoicedLine {
    /// What is left of the quantity; nothing where nothing is left of the amount.
    #[must_use]
    pub fn left_milli(&self) -> Milli {
        if self.left_ore() == Ore::ZERO {
            return Milli(0);
        }
        Milli(self.line.quantity_milli.0.saturating_sub(self.credited_milli.0).max(0))
    }

    /// What is left of the amount.
    #[must_use]
    pub fn left_ore(&self) -> Ore {
        Ore(self.amount_ore.0.saturating_sub(self.credited_ore.0))
    }
}

/// An issued invoice, as far as crediting it is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Invoiced<'a> {
    /// The prices include VAT.
    pub prices_include_vat: bool,
    /// The lines.
    pub lines: &'a [InvoicedLine],
    /// The sums per VAT code.
    pub vat_rows: &'a [VatRow],
    /// What rounding to whole kronor added.
    pub rounding_ore: Ore,
}

/// How much of a line to credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// What is left.
    Rest,
    /// So many of its units.
    Quantity(Milli),
    /// So much of its amount, with the amount's sign.
    Amount(Ore),
}

/// A line of a credit note. Its amount has the other sign than the line that it credits: units are taken back as a
/// negative quantity, a part of the amount as one unit with the other sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditLine {
    /// Index of the invoice's line.
    pub index: usize,
    /// Negative for units, one for a part of the amount.
    pub quantity_milli: Milli,
    /// Price of one unit.
    pub unit_price_ore: Ore,
    /// Discount.
    pub discount_bp: Bp,
    /// The amount.
    pub amount_ore: Ore,
    /// The credit takes the whole line at once.
    pub whole: bool,
}

/// The content of a credit note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The lines.
    pub lines: Vec<CreditLine>,
    /// The sums; `line_amounts_ore` are those of the lines.
    pub totals: Totals,
}

/// Why a credit is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditError {
    /// Nothing is left, or nothing was asked for.
    #[error("nothing is left to credit")]
    Nothing,
    /// A line is named twice.
    #[error("a line is credited twice")]
    Twice {
        /// Index among what was asked for.
        asked: usize,
    },
    /// Zero, or against the line's sign.
    #[error("a credit takes more than zero")]
    NotPositive {
        /// Index among what was asked for.
        asked: usize,
    },
    /// More than what is left of a line.
    #[error("more than what is left of the line")]
    TooMuch {
        /// Index among what was asked for.
        asked: usize,
        /// What is left of its quantity.
        left_milli: Milli,
        /// What is left of its amount.
        left_ore: Ore,
    },
    /// A deduction on its own would raise what is to be paid, or a line without the deduction that goes with it would
    /// credit more than was invoiced.
    #[error("the lines of a VAT code must be credited together")]
    Unbalanced {
        /// The code.
        vat: VatCode,
    },
}

/// What a credit note comes to that takes so much of these lines, or everything that is left.
///
/// # Errors
/// When nothing is left, a line is named twice, or more is asked for than is left.
pub fn credit(invoiced: &Invoiced<'_>, asked: Option<&[(usize, Take)]>) -> Result<Credit, CreditError> {
    let rest: Vec<(usize, Take)>;
    let asked = match asked {
        Some(asked) => asked,
        None => {
            let open = |(_, line): &(usize, &InvoicedLine)| line.left_ore() != Ore::ZERO;
            rest = invoiced
                .lines
                .iter()
                .enumerate()
                .filter(open)
                .map(|(index, _)| (index, Take::Rest))
                .collect();
            &rest
        }
    };
    if asked.is_empty() {
        return Err(CreditError::Nothing);
    }
    let mut lines: Vec<CreditLine> = Vec::with_capacity(asked.len());
    for (at, (index, take)) in asked.iter().enumerate() {
        if lines.iter().any(|line| line.index == *index) {
            return Err(CreditError::Twice { asked: at });
        }
        let line = invoiced.lines.get(*index).ok_or(CreditError::Nothing)?;
        lines.push(taken(at, *index, line, *take)?);
    }
    let totals = sums(invoiced, &lines)?;
    Ok(Credit { lines, totals })
}

fn taken(asked: usize, index: usize, of: &InvoicedLine, take: Take) -> Result<CreditLine, CreditError> {
    let (left_milli, left_ore) = (of.left_milli(), of.left_ore());
    let too_much = CreditError::TooMuch {
        asked,
        left_milli,
        left_ore,
    };
    if left_ore == Ore::ZERO {
        return Err(too_much);
    }
    let units = |quantity: Milli, amount: Ore| CreditLine {
        index,
        quantity_milli: Milli(-quantity.0),
        unit_price_ore: of.line.unit_price_ore,
        discount_bp: of.line.discount_bp,
        amount_ore: Ore(-amount.0),
        whole: amount == of.amount_ore,
    };
    let part = |amount: Ore| CreditLine {
        index,
        quantity_milli: Milli(1000),
        unit_price_ore: Ore(-amount.0),
        discount_bp: Bp(0),
        amount_ore: Ore(-amount.0),
        whole: false,
    };
    let of_units = |quantity: Milli| {
        let units = LineInput {
            quantity_milli: quantity,
            ..of.line
        };
        line_amount(index, &units).map_or(Ore::ZERO, |amount| amount)
    };
    match take {
        Take::Rest if left_milli > Milli(0) && (of_units(left_milli).0 - left_ore.0).abs() <= 1 => {
            Ok(units(left_milli, left_ore))
        }
        Take::Rest => Ok(part(left_ore)),
        Take::Quantity(quantity) if quantity <= Milli(0) => Err(CreditError::NotPositive { asked }),
        Take::Quantity(quantity) if quantity > left_milli => Err(too_much),
        Take::Quantity(quantity) => {
            let amount = of_units(quantity);
            // The last unit takes the öre that rounding left.
            let amount = if quantity == left_milli && (amount.0 - left_ore.0).abs() <= 1 {
                left_ore
            } else {
                amount
            };
            if amount == Ore::ZERO {
                Err(CreditError::NotPositive { asked })
            } else if amount.0.abs() > left_ore.0.abs() {
                Err(too_much)
            } else {
                Ok(units(quantity, amount))
            }
        }
        Take::Amount(amount) if amount == Ore::ZERO || (amount.0 < 0) != (left_ore.0 < 0) => {
            Err(CreditError::NotPositive { asked })
        }
        Take::Amount(amount) if amount.0.abs() > left_ore.0.abs() => Err(too_much),
        Take::Amount(amount) if amount == left_ore => taken(asked, index, of, Take::Rest),
        Take::Amount(amount) => Ok(part(amount)),
    }
}

/// `row` × `part` ÷ `whole`, rounded; nothing of nothing.
fn share(row: Ore, part: i128, whole: i128) -> i128 {
    if whole == 0 {
        0
    } else {
        div_round(i128::from(row.0) * part, whole)
    }
}

fn sums(invoiced: &Invoiced<'_>, lines: &[CreditLine]) -> Result<Totals, CreditError> {
    let mut totals = Totals {
        line_amounts_ore: lines.iter().map(|line| line.amount_ore).collect(),
        ..Totals::default()
    };
    let (mut net, mut vat, mut left, mut everything) = (0_i128, 0_i128, 0_i128, true);
    for row in invoiced.vat_rows {
        let of_code = |index: usize| invoiced.lines.get(index).is_some_and(|line| line.line.vat == row.vat);
        let mine = || invoiced.lines.iter().filter(|line| line.line.vat == row.vat);
        let whole: i128 = mine().map(|line| i128::from(line.amount_ore.0)).sum();
        let before: i128 = mine().map(|line| i128::from(line.credited_ore.0)).sum();
        let now: i128 = lines
            .iter()
            .filter(|line| of_code(line.index))
            .map(|line| -i128::from(line.amount_ore.0))
            .sum();
        let after = before + now;
        let (low, high) = (whole.min(0), whole.max(0));
        if !(low..=high).contains(&after) {
            return Err(CreditError::Unbalanced { vat: row.vat });
        }
        everything &= after == whole;
        left += [row.net_ore, row.vat_ore]
            .map(|ore| i128::from(ore.0) - share(ore, after, whole))
            .iter()
            .sum::<i128>();
        if !lines.iter().any(|line| of_code(line.index)) {
            continue;
        }
        let of = |ore: Ore| share(ore, after, whole) - share(ore, before, whole);
        // With prices including VAT the gross is what is exact, else the net.
        let row_vat = of(row.vat_ore);
        let row_net = if invoiced.prices_include_vat {
            of(Ore(row.net_ore.0.saturating_add(row.vat_ore.0))) - row_vat
        } else {
            of(row.net_ore)
        };
        net += row_net;
        vat += row_vat;
        totals.vat_rows.push(VatRow {
            vat: row.vat,
            net_ore: minus(row_net),
            vat_ore: minus(row_vat),
        });
    }
    let entered = if invoiced.prices_include_vat { net + vat } else { net };
    let rounding = if everything {
        i128::from(invoiced.rounding_ore.0)
    } else {
        0
    };
    let of_lines: i128 = lines.iter().map(|line| -i128::from(line.amount_ore.0)).sum();
    totals.lines_ore = minus(of_lines);
    totals.discount_ore = minus(of_lines - entered);
    totals.net_ore = minus(net);
    totals.vat_ore = minus(vat);
    totals.rounding_ore = minus(rounding);
    totals.total_ore = minus(net + vat + rounding);
    // Codes that are negative as a whole go with those that they were deducted from. An öre of rounding is no deduction.
    if totals.total_ore > Ore::ZERO || left < -1 {
        let vat = totals.vat_rows.first().map_or(VatCode::Standard, |row| row.vat);
        return Err(CreditError::Unbalanced { vat });
    }
    Ok(totals)
}

/// Taken back. Parts of sums that are within the limits of a document are within them too.
fn minus(amount: i128) -> Ore {
    Ore(i64::try_from(-amount).unwrap_or(0))
}

#[cfg(test)]
#[path = "credit_test.rs"]
mod tests;
