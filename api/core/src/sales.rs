//! Which accounts do the bases of a document belong to, when its lines name some?
//!
//! The base of a VAT code is one rounded sum (EN 16931); it is divided over the lines' accounts by amount. The rounded
//! running sum is divided, not each part, so that the parts add up to the base. What a credit note takes off each account
//! is what all credit notes of an invoice have come to with it, less what they had before: however an invoice is
//! credited, nothing is left on any account once everything is.

use crate::money::{Bp, Ore, div_round};
use crate::reminder::LateCharge;
use crate::totals::VatRow;
use crate::vat::VatCode;

/// The accounts that a line may name: class 3 of BAS, up to 3999.
pub const SALES_ACCOUNTS: std::ops::RangeInclusive<i32> = 3000..=3999;

/// Where the base of a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Destination {
    /// What it charges for late payment; of an interest invoice alone.
    pub charge: Option<LateCharge>,
    /// The account that the line names; `None`: the one of its VAT code.
    pub account: Option<i32>,
}

impl Destination {
    /// The account of the VAT code.
    pub const BY_CODE: Self = Self {
        charge: None,
        account: None,
    };
}

/// What a line sells for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    /// The code that it was summed in.
    pub vat: VatCode,
    /// Where it goes.
    pub to: Destination,
    /// The line's amount.
    pub amount_ore: Ore,
}

/// A part of the base of a VAT code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The code.
    pub vat: VatCode,
    /// Where it goes.
    pub to: Destination,
    /// Its part.
    pub net_ore: Ore,
}

/// Each destination's part of the base of every row; `included` is the rate that the lines' amounts hold, zero where they
/// are without VAT.
#[must_use]
pub fn sales(rows: &[VatRow], lines: &[Sold], included: impl Fn(VatCode) -> Bp) -> Vec<Sale> {
    let mut found = Vec::new();
    for row in rows {
        let mut parts: Vec<(Destination, i128)> = Vec::new();
        for line in lines.iter().filter(|l| l.vat == row.vat) {
            let amount = i128::from(line.amount_ore.0);
            match parts.iter_mut().find(|(to, _)| *to == line.to) {
                Some((_, sum)) => *sum += amount,
                None => parts.push((line.to, amount)),
            }
        }
        // The same order whatever the order of the lines, so that what is taken back meets what was charged.
        parts.sort_by_key(|(to, _)| *to);
        let net = i128::from(row.net_ore.0);
        let whole: i128 = parts.iter().map(|(_, amount)| amount).sum();
        // Amounts that take each other out have no base to be measured by: each is its own.
        let (times, over) = if whole == 0 {
            (10_000, 10_000 + i128::from(included(row.vat).0))
        } else {
            (net, whole)
        };
        let (mut running, mut given) = (0_i128, 0_i128);
        for (to, amount) in parts {
            running += amount;
            let due = div_round(running * times, over);
            found.push(sale(row.vat, to, due - given));
            given = due;
        }
        found.push(sale(row.vat, Destination::BY_CODE, net - given));
    }
    found.retain(|s| s.net_ore != Ore::ZERO);
    found
}

/// Parts of sums within the limits of a document; a part of lines of both signs can pass them, but never 64 bits.
fn sale(vat: VatCode, to: Destination, net: i128) -> Sale {
    Sale {
        vat,
        to,
        net_ore: Ore(i64::try_from(net).unwrap_or(0)),
    }
}

/// What `after` has more than `before`, by VAT code and destination.
#[must_use]
pub fn difference(after: &[Sale], before: &[Sale]) -> Vec<Sale> {
    let mut left: Vec<Sale> = after.to_vec();
    for b in before {
        match left.iter_mut().find(|s| s.vat == b.vat && s.to == b.to) {
            Some(s) => s.net_ore = Ore(s.net_ore.0.saturating_sub(b.net_ore.0)),
            None => left.push(Sale {
                net_ore: Ore(b.net_ore.0.saturating_neg()),
                ..*b
            }),
        }
    }
    left.retain(|s| s.net_ore != Ore::ZERO);
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const ARTICLE: Destination = Destination {
        charge: None,
        account: Some(3041),
    };

    fn row(vat: VatCode, net: i64) -> VatRow {
        VatRow {
            vat,
            net_ore: Ore(net),
            vat_ore: Ore(0),
        }
    }

    fn sold(to: Destination, amount: i64) -> Sold {
        Sold {
            vat: VatCode::Standard,
            to,
            amount_ore: Ore(amount),
        }
    }

    fn none(_: VatCode) -> Bp {
        Bp(0)
    }

    fn parts(found: &[Sale]) -> Vec<(Option<i32>, i64)> {
        found.iter().map(|s| (s.to.account, s.net_ore.0)).collect()
    }

    #[test]
    fn a_base_is_divided_by_amount_to_the_ore() {
        // 10 % off 1000 and 333, rounded once.
        let lines = [sold(Destination::BY_CODE, 1000), sold(ARTICLE, 333)];
        let found = sales(&[row(VatCode::Standard, 1200)], &lines, none);
        assert_eq!(parts(&found), [(None, 900), (Some(3041), 300)]);
    }

    #[test]
    fn amounts_that_take_each_other_out_stay_on_their_accounts() {
        let lines = [sold(Destination::BY_CODE, -125), sold(ARTICLE, 125)];
        let found = sales(&[row(VatCode::Standard, 0)], &lines, |_| Bp(2500));
        assert_eq!(parts(&found), [(None, -100), (Some(3041), 100)]);
    }

    #[test]
    fn a_base_without_lines_goes_to_the_account_of_its_code() {
        assert_eq!(parts(&sales(&[row(VatCode::Standard, 7)], &[], none)), [(None, 7)]);
    }

    fn some_lines() -> impl Strategy<Value = Vec<Sold>> {
        let to = prop::sample::select(vec![None, Some(3041), Some(3051)]);
        let vat = prop::sample::select(vec![VatCode::Standard, VatCode::Exempt]);
        let line = (vat, to, -100_000..1_000_000_i64).prop_map(|(vat, account, amount)| Sold {
            vat,
            to: Destination { charge: None, account },
            amount_ore: Ore(amount),
        });
        prop::collection::vec(line, 1..8)
    }

    fn rows_of(lines: &[Sold], kept_bp: i64) -> Vec<VatRow> {
        let mut sums: BTreeMap<VatCode, i64> = BTreeMap::new();
        for l in lines {
            *sums.entry(l.vat).or_default() += l.amount_ore.0;
        }
        let net = |sum: i64| i64::try_from(div_round(i128::from(sum) * i128::from(kept_bp), 10_000)).unwrap();
        sums.into_iter().map(|(vat, sum)| row(vat, net(sum))).collect()
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_every_base(lines in some_lines(), kept in 0..10_001_i64) {
            let rows = rows_of(&lines, kept);
            let found = sales(&rows, &lines, none);
            for row in rows {
                let sum: i64 = found.iter().filter(|s| s.vat == row.vat).map(|s| s.net_ore.0).sum();
                prop_assert_eq!(sum, row.net_ore.0);
            }
        }

        #[test]
        fn crediting_line_by_line_in_any_order_leaves_nothing_on_any_account(
            lines in some_lines().prop_shuffle(),
            kept in 0..10_001_i64,
            order in any::<prop::sample::Index>(),
        ) {
            let turned: Vec<Sold> = lines.iter().map(|l| Sold { amount_ore: Ore(-l.amount_ore.0), ..*l }).collect();
            let mut left = sales(&rows_of(&lines, kept), &lines, none);
            let first = order.index(turned.len());
            let (mut before, mut credited) = (Vec::new(), Vec::new());
            for at in (first..turned.len()).chain(0..first) {
                credited.push(turned[at]);
                let after = sales(&rows_of(&credited, kept), &credited, none);
                let note = difference(&after, &before);
                left = difference(&left, &note.iter().map(|s| Sale { net_ore: Ore(-s.net_ore.0), ..*s }).collect::<Vec<_>>());
                before = after;
            }
            prop_assert!(left.is_empty(), "{left:?}");
        }
    }
}
