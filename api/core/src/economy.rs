//! What of an order is agreed, invoiced and left; and what may a prepayment, a part and the final invoice take of it?
//!
//! All amounts are without VAT. Agreed = invoiced + left, and what is left is never below zero: what was invoiced beyond
//! the agreement raises what is agreed. A prepayment or part invoice asks for a share of what is left (VAT on it is due
//! with it, 7 kap. 18 § and 17 kap. 14 § mervärdesskattelagen, 2023:200); the final invoice has everything, and takes off
//! what those invoices have.

use crate::money::{Bp, Ore, div_round};
use crate::totals::VatRow;
use crate::vat::VatCode;

/// What an order comes to, and what of it is invoiced, drafts included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Economy {
    /// Agreed in the order, or what was invoiced beyond it.
    pub agreed_ore: Ore,
    /// Invoiced, less what was credited.
    pub invoiced_ore: Ore,
}

impl Economy {
    /// The economy of an order whose lines and time come to `agreed_ore`.
    #[must_use]
    pub fn of(agreed_ore: Ore, invoiced_ore: Ore) -> Self {
        Self {
            agreed_ore: agreed_ore.max(invoiced_ore),
            invoiced_ore,
        }
    }

    /// What is left to invoice; never below zero.
    #[must_use]
    pub fn left_ore(self) -> Ore {
        self.agreed_ore
            .checked_sub(self.invoiced_ore)
            .unwrap_or(Ore::ZERO)
            .max(Ore::ZERO)
    }
}

/// How much a prepayment or part invoice asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// So much of what is agreed.
    Share(Bp),
    /// This sum.
    Net(Ore),
}

/// Why it may not be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Zero or less.
    #[error("an instalment is more than zero")]
    NotPositive,
    /// More than what is left.
    #[error("more than what is left to invoice")]
    TooMuch {
        /// What is left.
        left_ore: Ore,
    },
}

/// The sum of a prepayment or part invoice.
///
/// # Errors
/// When it is not above zero, or more than what is left.
pub fn instalment(economy: Economy, ask: Ask) -> Result<Ore, AskError> {
    let net = match ask {
        Ask::Net(net) => net,
        Ask::Share(share) => {
            let exact = div_round(i128::from(economy.agreed_ore.0) * i128::from(share.0), 10_000);
            Ore(i64::try_from(exact).unwrap_or(i64::MAX))
        }
    };
    let left_ore = economy.left_ore();
    if net <= Ore::ZERO {
        Err(AskError::NotPositive)
    } else if net > left_ore {
        Err(AskError::TooMuch { left_ore })
    } else {
        Ok(net)
    }
}

/// A net sum divided over the VAT codes of an order as the order's own sum is. The parts add up to it.
#[must_use]
pub fn by_code(net_ore: Ore, rows: &[VatRow]) -> Vec<(VatCode, Ore)> {
    let rows = || rows.iter().filter(|row| row.net_ore > Ore::ZERO);
    let whole: i128 = rows().map(|row| i128::from(row.net_ore.0)).sum();
    if whole == 0 {
        return vec![(VatCode::Standard, net_ore)];
    }
    let (mut running, mut given) = (0_i128, 0_i128);
    let mut parts = Vec::new();
    for row in rows() {
        running += i128::from(row.net_ore.0);
        let due = div_round(i128::from(net_ore.0) * running, whole);
        let part = Ore(i64::try_from(due - given).unwrap_or(0));
        given = due;
        if part != Ore::ZERO {
            parts.push((row.vat, part));
        }
    }
    parts
}

/// Whether so much may be written off: what a company has set as small by rule, more only with a reason.
#[must_use]
pub fn may_write_off(amount_ore: Ore, limit_ore: Ore, reason: &str) -> bool {
    amount_ore.0.unsigned_abs() <= limit_ore.0.unsigned_abs() || !reason.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agreed_is_invoiced_and_left() {
        let table = [
            (100_000, 0, 100_000, 100_000),
            (100_000, 30_000, 100_000, 70_000),
            (100_000, 120_000, 120_000, 0),
            (0, 0, 0, 0),
        ];
        for (agreed, invoiced, stands, left) in table {
            let economy = Economy::of(Ore(agreed), Ore(invoiced));
            assert_eq!((economy.agreed_ore, economy.left_ore()), (Ore(stands), Ore(left)));
        }
    }

    #[test]
    fn a_part_never_passes_what_is_left() {
        let economy = Economy::of(Ore(100_001), Ore(60_000));
        let table = [
            (Ask::Share(Bp(3_000)), Ok(Ore(30_000))),
            (Ask::Share(Bp(4_001)), Err(AskError::TooMuch { left_ore: Ore(40_001) })),
            (Ask::Net(Ore(40_001)), Ok(Ore(40_001))),
            (Ask::Net(Ore(40_002)), Err(AskError::TooMuch { left_ore: Ore(40_001) })),
            (Ask::Net(Ore(0)), Err(AskError::NotPositive)),
            (Ask::Share(Bp(0)), Err(AskError::NotPositive)),
        ];
        for (ask, expected) in table {
            assert_eq!(instalment(economy, ask), expected, "{ask:?}");
        }
    }

    #[test]
    fn small_remainders_need_no_reason() {
        assert!(may_write_off(Ore(500), Ore(500), ""));
        assert!(!may_write_off(Ore(501), Ore(500), " "));
        assert!(may_write_off(Ore(501), Ore(500), "konkurs"));
    }

    proptest! {
        #[test]
        fn parts_end_exactly_at_what_is_agreed(agreed in 1..1_000_000_000_i64, shares in prop::collection::vec(1..10_000_u32, 0..12)) {
            let mut invoiced = Ore::ZERO;
            for share in shares {
                let economy = Economy::of(Ore(agreed), invoiced);
                if let Ok(net) = instalment(economy, Ask::Share(Bp(share))) {
                    invoiced.0 += net.0;
                }
                prop_assert!(economy.left_ore() >= Ore::ZERO);
            }
            let left = Economy::of(Ore(agreed), invoiced).left_ore();
            prop_assert_eq!(invoiced.0 + left.0, agreed);
        }

        #[test]
        fn the_codes_of_a_part_add_up(net in 1..1_000_000_000_i64, nets in prop::collection::vec(-5_000_000..100_000_000_i64, 0..=5)) {
            let rows: Vec<_> = VatCode::ALL.into_iter().zip(nets).map(|(vat, net)| VatRow { vat, net_ore: Ore(net), vat_ore: Ore(0) }).collect();
            let parts = by_code(Ore(net), &rows);
            prop_assert_eq!(parts.iter().map(|(_, ore)| ore.0).sum::<i64>(), net);
            prop_assert!(parts.iter().all(|(_, ore)| ore.0 > 0));
        }
    }
}
