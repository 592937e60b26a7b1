//! What do a document's lines, discounts and sums come to without VAT, so that they add up as EN 16931 demands?
//!
//! Lines that were entered with VAT are taken apart per category: the category's VAT on all of its lines is taken out,
//! and what remains is shared over the lines by largest remainder. So each line is within an öre of its exact net
//! amount (PEPPOL-EN16931-R120 leaves two), and lines − discounts = taxable amount exactly (BR-S-08 and its siblings).

use super::{Category, Document, Line, VatRow};
use kontoret_core::money::div_round;

/// Öre in the unit of prices, 10^-10 kronor.
const SCALE: i128 = 100_000_000;
/// How far quantity × price may be from the line's amount, in that unit: R120 takes two öre.
const MOST_OFF: i128 = 2 * SCALE - SCALE / 4;
const PERCENT_SCALE: i128 = 10_000;

/// The document's amounts without VAT, in öre.
pub(super) struct Amounts {
    pub lines: Vec<LineAmounts>,
    /// One per category and rate, in the order of the document's rows.
    pub rows: Vec<VatRow>,
    pub discounts: Vec<Discount>,
    pub lines_ore: i64,
    pub allowances_ore: i64,
    pub charges_ore: i64,
    pub net_ore: i64,
    pub vat_ore: i64,
}

/// A line's amounts.
pub(super) struct LineAmounts {
    /// Below zero where the line deducts: the network knows no negative price (BR-27).
    pub quantity_milli: i64,
    /// The price of one unit in 10^-10 kronor, zero or more.
    pub price: i128,
    /// What the discount takes from quantity × price; below zero on a line that deducts.
    pub discount_ore: i64,
    /// Quantity × price, rounded.
    pub before_ore: i64,
    pub net_ore: i64,
}

/// The document's discount within one category; below zero where it adds.
pub(super) struct Discount {
    pub category: Category,
    pub ore: i64,
    pub base_ore: i64,
}

pub(super) fn of(document: &Document) -> Amounts {
    let rows = merged(&document.vat_rows);
    let mut lines: Vec<Option<LineAmounts>> = document.lines.iter().map(|_| None).collect();
    let mut discounts = Vec::new();
    for row in &rows {
        let category = row.vat.category;
        let own: Vec<usize> = (0..document.lines.len())
            .filter(|&index| document.lines[index].category == category)
            .collect();
        let gross: Vec<i64> = own.iter().map(|&index| document.lines[index].amount_ore).collect();
        let nets = if document.prices_include_vat {
            without_vat(&gross, category.rate_bp())
        } else {
            gross
        };
        let base_ore: i64 = nets.iter().sum();
        let ore = base_ore - row.net_ore;
        if ore != 0 {
            discounts.push(Discount {
                category,
                ore,
                base_ore,
            });
        }
        for (index, net_ore) in own.into_iter().zip(nets) {
            let line = &document.lines[index];
            lines[index] = Some(line_amounts(line, net_ore, document.prices_include_vat));
        }
    }
    let lines: Vec<LineAmounts> = lines
        .into_iter()
        .zip(&document.lines)
        // A category without a row has nothing to sum: its lines stand as they are.
        .map(|(known, line)| known.unwrap_or_else(|| line_amounts(line, line.amount_ore, document.prices_include_vat)))
        .collect();
    Amounts {
        lines_ore: lines.iter().map(|line| line.net_ore).sum(),
        allowances_ore: discounts.iter().map(|d| d.ore.max(0)).sum(),
        charges_ore: discounts.iter().map(|d| (-d.ore).max(0)).sum(),
        net_ore: rows.iter().map(|row| row.net_ore).sum(),
        vat_ore: rows.iter().map(|row| row.vat_ore).sum(),
        lines,
        rows,
        discounts,
    }
}

/// One row per category and rate (BR-CO-18): the first reason stands for all.
fn merged(rows: &[VatRow]) -> Vec<VatRow> {
    let mut merged: Vec<VatRow> = Vec::with_capacity(rows.len());
    for row in rows {
        match merged.iter_mut().find(|known| known.vat.category == row.vat.category) {
            Some(known) => {
                known.net_ore += row.net_ore;
                known.vat_ore += row.vat_ore;
            }
            None => merged.push(row.clone()),
        }
    }
    merged
}

/// Amounts with VAT as amounts without it, by largest remainder.
fn without_vat(gross: &[i64], rate_bp: u32) -> Vec<i64> {
    let whole = PERCENT_SCALE + i128::from(rate_bp);
    let sum: i128 = gross.iter().map(|ore| i128::from(*ore)).sum();
    let net_sum = sum - div_round(sum * i128::from(rate_bp), whole);
    let exact = |ore: i64| i128::from(ore) * PERCENT_SCALE;
    let mut nets: Vec<i128> = gross.iter().map(|ore| exact(*ore).div_euclid(whole)).collect();
    let left_over = net_sum - nets.iter().sum::<i128>();
    let mut by_fraction: Vec<usize> = (0..gross.len()).collect();
    by_fraction.sort_by_key(|&index| std::cmp::Reverse(exact(gross[index]).rem_euclid(whole)));
    for (index, _) in by_fraction.into_iter().zip(0..left_over) {
        nets[index] += 1;
    }
    nets.into_iter().map(narrow).collect()
}

fn line_amounts(line: &Line, net_ore: i64, includes_vat: bool) -> LineAmounts {
    let rate = if includes_vat { line.category.rate_bp() } else { 0 };
    let magnitude = i128::from(line.unit_price_ore.unsigned_abs());
    let price = div_round(magnitude * SCALE * PERCENT_SCALE, PERCENT_SCALE + i128::from(rate));
    let quantity_milli = line.quantity_milli * line.unit_price_ore.signum();
    let product = div_round(i128::from(quantity_milli) * price, 1_000);
    if line.discount_bp > 0 {
        let before_ore = narrow(div_round(product, SCALE));
        return LineAmounts {
            quantity_milli,
            price,
            discount_ore: before_ore - net_ore,
            before_ore,
            net_ore,
        };
    }
    let known = if (product - i128::from(net_ore) * SCALE).abs() <= MOST_OFF {
        (
            if line.unit_price_ore == 0 {
                line.quantity_milli
            } else {
                quantity_milli
            },
            price,
        )
    } else {
        by_amount(line.quantity_milli, net_ore)
    };
    LineAmounts {
        quantity_milli: known.0,
        price: known.1,
        discount_ore: 0,
        before_ore: net_ore,
        net_ore,
    }
}

/// Quantity and price that come to an amount: where a credit note takes back a share of a line, its own price does not.
fn by_amount(quantity_milli: i64, net_ore: i64) -> (i64, i128) {
    let quantity = if quantity_milli == 0 {
        1_000
    } else {
        quantity_milli.abs()
    };
    let price = div_round(i128::from(net_ore.unsigned_abs()) * SCALE * 1_000, i128::from(quantity));
    (quantity * net_ore.signum(), price)
}

/// Amounts of the product are far within 64 bits.
fn narrow(amount: i128) -> i64 {
    i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_vat_are_taken_apart_to_the_ore() {
        assert_eq!(without_vat(&[12_500, 125], 2500), [10_000, 100]);
        assert_eq!(without_vat(&[100, 100, 100], 2500), [80, 80, 80]);
        // 3 × 0.99 kr: together 2.97 − 0.59 = 2.38.
        assert_eq!(without_vat(&[99, 99, 99], 2500), [80, 79, 79]);
        assert_eq!(without_vat(&[-99, 99], 2500).iter().sum::<i64>(), 0);
        assert_eq!(without_vat(&[5_000], 0), [5_000]);
        assert!(without_vat(&[], 2500).is_empty());
    }
}
