//! What is left of an invoice once payments, credits and write-offs are counted, and where does that leave it?
//!
//! What settles an invoice is kept as dated rows; the invoice keeps their sums. Its status follows from total and sums
//! alone, so the order in which they came can't matter.

use crate::invoice::Status;
use crate::money::Ore;
use crate::wire::words;

words! {
    /// Why what is left of an invoice changed.
    #[cfg_attr(feature = "schema", schema(as = SettlementKind))]
    Kind {
        /// Money came in.
        Payment = "payment",
        /// Money was paid back.
        Refund = "refund",
        /// An invoice and a credit note were set against each other.
        Credit = "credit",
        /// The company gave it up.
        WriteOff = "write_off",
        /// The tax agency pays it instead of the customer, or not after all.
        Deduction = "deduction",
    }
}

/// What has settled an invoice so far. Each sum has the sign of the invoice's total, or is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Paid; of a credit note: paid back.
    pub paid_ore: Ore,
    /// Credited; of a credit note: used on invoices.
    pub credited_ore: Ore,
    /// Written off.
    pub written_off_ore: Ore,
    /// Taken off as a tax deduction: the customer doesn't owe it.
    pub deducted_ore: Ore,
}

impl Sums {
    fn of(&mut self, kind: Kind) -> &mut Ore {
        match kind {
            Kind::Payment | Kind::Refund => &mut self.paid_ore,
            Kind::Credit => &mut self.credited_ore,
            Kind::WriteOff => &mut self.written_off_ore,
            Kind::Deduction => &mut self.deducted_ore,
        }
    }

    fn whole(self) -> i128 {
        [
            self.paid_ore,
            self.credited_ore,
            self.written_off_ore,
            self.deducted_ore,
        ]
        .map(|sum| i128::from(sum.0))
        .iter()
        .sum()
    }
}

/// What is left: above zero to be paid, below zero to be paid back.
#[must_use]
pub fn open(total_ore: Ore, sums: Sums) -> Ore {
    let left = i128::from(total_ore.0) - sums.whole();
    // Sums made by `settle` stay within the total; anything else is cut, not wrapped.
    Ore(i64::try_from(left).unwrap_or(if left < 0 { i64::MIN } else { i64::MAX }))
}

/// Why an amount can't settle an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// No amount.
    #[error("nothing is settled by zero")]
    Zero,
    /// More than what is left.
    #[error("more than what is left")]
    TooMuch {
        /// What is left.
        open_ore: Ore,
    },
    /// More is taken back than there was.
    #[error("more is taken back than there was")]
    NotThere {
        /// What there is.
        settled_ore: Ore,
    },
}

/// The sums once `amount_ore` settles an invoice: it has the sign of the total, or the other one to take back.
///
/// # Errors
/// When the amount is zero, more than what is left, or takes back more than there was.
pub fn settle(total_ore: Ore, sums: Sums, kind: Kind, amount_ore: Ore) -> Result<Sums, SettleError> {
    if amount_ore == Ore::ZERO {
        return Err(SettleError::Zero);
    }
    let open_ore = open(total_ore, sums);
    let mut after = sums;
    let sum = after.of(kind);
    let forward = (amount_ore.0 < 0) == (total_ore.0 < 0);
    let room = if forward { open_ore } else { *sum };
    // Room on the wrong side of zero is none.
    let fits = (room.0 < 0) == (total_ore.0 < 0) && amount_ore.0.unsigned_abs() <= room.0.unsigned_abs();
    match sum.checked_add(amount_ore).filter(|_| fits) {
        Some(changed) => {
            *sum = changed;
            Ok(after)
        }
        None if forward => Err(SettleError::TooMuch { open_ore }),
        None => Err(SettleError::NotThere { settled_ore: *sum }),
    }
}

/// Where an issued invoice stands.
///
/// With nothing left it is called after what settled it: written off when that is the largest part, else paid when money
/// came in, else credited. A tax deduction alone leaves it paid: the customer owes nothing. A credit note with nothing left is
/// paid: used or paid back.
#[must_use]
pub fn status(total_ore: Ore, sums: Sums) -> Status {
    let size = |ore: Ore| ore.0.unsigned_abs();
    let Sums {
        paid_ore: paid,
        credited_ore: credited,
        written_off_ore: written_off,
        deducted_ore: _,
    } = sums;
    if open(total_ore, sums) != Ore::ZERO {
        return if paid == Ore::ZERO {
            Status::Issued
        } else {
            Status::PartlyPaid
        };
    }
    if total_ore > Ore::ZERO && size(written_off) > size(paid).max(size(credited)) {
        Status::WrittenOff
    } else if total_ore <= Ore::ZERO || paid != Ore::ZERO || credited == Ore::ZERO {
        Status::Paid
    } else {
        Status::Credited
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::{Action, TRANSITIONS};
    use proptest::prelude::*;

    const fn sums(paid: i64, credited: i64, written_off: i64) -> Sums {
        Sums {
            paid_ore: Ore(paid),
            credited_ore: Ore(credited),
            written_off_ore: Ore(written_off),
            deducted_ore: Ore::ZERO,
        }
    }

    const fn deducted(sums: Sums, deducted: i64) -> Sums {
        Sums {
            deducted_ore: Ore(deducted),
            ..sums
        }
    }

    #[test]
    fn the_status_follows_from_total_and_sums() {
        let table = [
            (1000, sums(0, 0, 0), Status::Issued),
            (0, sums(0, 0, 0), Status::Paid),
            (1000, sums(1, 0, 0), Status::PartlyPaid),
            (1000, sums(0, 999, 0), Status::Issued),
            (1000, sums(1000, 0, 0), Status::Paid),
            (1000, sums(0, 1000, 0), Status::Credited),
            (1000, sums(0, 0, 1000), Status::WrittenOff),
            (1000, sums(400, 600, 0), Status::Paid),
            (1000, sums(999, 0, 1), Status::Paid),
            (1000, sums(1, 0, 999), Status::WrittenOff),
            (1000, sums(0, 500, 500), Status::Credited),
            (-1000, sums(0, 0, 0), Status::Issued),
            (-1000, sums(0, -1000, 0), Status::Paid),
            (-1000, sums(-400, -600, 0), Status::Paid),
            (-1000, sums(-400, 0, 0), Status::PartlyPaid),
            (1000, deducted(sums(0, 0, 0), 300), Status::Issued),
            (1000, deducted(sums(400, 0, 0), 300), Status::PartlyPaid),
            (1000, deducted(sums(700, 0, 0), 300), Status::Paid),
            (1000, deducted(sums(0, 700, 0), 300), Status::Credited),
            (1000, deducted(sums(0, 0, 700), 300), Status::WrittenOff),
            (1000, deducted(sums(0, 0, 0), 1000), Status::Paid),
            (-1000, deducted(sums(0, -700, 0), -300), Status::Paid),
        ];
        for (total, sums, expected) in table {
            assert_eq!(status(Ore(total), sums), expected, "{total} {sums:?}");
        }
    }

    #[test]
    fn an_amount_settles_within_what_is_left_or_takes_back_within_what_there_was() {
        use SettleError::{NotThere, TooMuch, Zero};
        let over = |open| Err(TooMuch { open_ore: Ore(open) });
        let gone = |settled| {
            Err(NotThere {
                settled_ore: Ore(settled),
            })
        };
        let table = [
            (1000, sums(0, 0, 0), Kind::Payment, 1000, Ok(sums(1000, 0, 0))),
            (1000, sums(400, 0, 0), Kind::Credit, 600, Ok(sums(400, 600, 0))),
            (1000, sums(400, 0, 0), Kind::WriteOff, 601, over(600)),
            (1000, sums(1000, 0, 0), Kind::Payment, 1, over(0)),
            (1000, sums(400, 0, 0), Kind::Payment, -400, Ok(sums(0, 0, 0))),
            (1000, sums(400, 0, 0), Kind::Payment, -401, gone(400)),
            (1000, sums(400, 0, 0), Kind::WriteOff, -1, gone(0)),
            (1000, sums(0, 0, 0), Kind::Payment, 0, Err(Zero)),
            (-1000, sums(0, 0, 0), Kind::Credit, -1000, Ok(sums(0, -1000, 0))),
            (-1000, sums(0, -400, 0), Kind::Refund, -600, Ok(sums(-600, -400, 0))),
            (-1000, sums(0, -400, 0), Kind::Refund, -601, over(-600)),
            (-1000, sums(0, -400, 0), Kind::Credit, 400, Ok(sums(0, 0, 0))),
            (
                1000,
                sums(0, 0, 0),
                Kind::Deduction,
                300,
                Ok(deducted(sums(0, 0, 0), 300)),
            ),
            (1000, deducted(sums(0, 0, 0), 300), Kind::Payment, 701, over(700)),
            (
                1000,
                deducted(sums(700, 0, 0), 300),
                Kind::Deduction,
                -300,
                Ok(sums(700, 0, 0)),
            ),
            (1000, deducted(sums(700, 0, 0), 300), Kind::Deduction, -301, gone(300)),
            (0, sums(0, 0, 0), Kind::Payment, 1, over(0)),
            (0, sums(0, 0, 0), Kind::Payment, -1, gone(0)),
        ];
        for (total, before, kind, amount, expected) in table {
            assert_eq!(
                settle(Ore(total), before, kind, Ore(amount)),
                expected,
                "{total} {before:?} {kind} {amount}"
            );
        }
    }

    fn any_parts() -> impl Strategy<Value = Vec<(Kind, i64)>> {
        let kind = prop::sample::select(vec![Kind::Payment, Kind::Credit, Kind::WriteOff, Kind::Deduction]);
        prop::collection::vec((kind, 1..100_000_i64), 0..8)
    }

    proptest! {
        #[test]
        fn any_order_of_payments_credits_and_write_offs_ends_in_the_same_ledger(
            parts in any_parts(),
            extra in 0..2_i64,
            negative in any::<bool>(),
            (from, to) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        ) {
            let sign = if negative { -1 } else { 1 };
            let total = Ore(sign * (parts.iter().map(|(_, amount)| amount).sum::<i64>() + extra));
            let run = |parts: &[(Kind, i64)]| {
                parts.iter().try_fold(Sums::default(), |sums, (kind, amount)| settle(total, sums, *kind, Ore(sign * amount)))
            };
            let ledger = run(&parts).unwrap();
            let mut other = parts.clone();
            other.reverse();
            if !other.is_empty() {
                let moved = other.remove(from.index(other.len()));
                other.insert(to.index(other.len() + 1), moved);
            }
            prop_assert_eq!(run(&other).unwrap(), ledger);
            prop_assert_eq!(open(total, ledger).0, sign * extra);
            prop_assert_eq!(status(total, run(&other).unwrap()), status(total, ledger));
        }

        #[test]
        fn what_is_left_never_leaves_the_range_from_nothing_to_the_total(
            total in -1_000_000..1_000_000_i64,
            steps in prop::collection::vec((0..Kind::ALL.len(), -400_000..400_000_i64), 0..30),
        ) {
            let mut sums = Sums::default();
            for (kind, amount) in steps {
                let before = open(Ore(total), sums).0;
                if let Ok(after) = settle(Ore(total), sums, Kind::ALL[kind], Ore(amount)) {
                    let left = open(Ore(total), after).0;
                    prop_assert_eq!(left, before - amount);
                    prop_assert!((total.min(0)..=total.max(0)).contains(&left));
                    sums = after;
                }
            }
        }

        #[test]
        fn taking_back_leaves_no_trace(paid in 0..1_000_000_i64, amount in 1..1_000_000_i64, extra in 0..1_000_000_i64) {
            let total = paid + amount + extra;
            let before = sums(paid, 0, 0);
            let after = settle(Ore(total), before, Kind::WriteOff, Ore(amount)).unwrap();
            prop_assert_eq!(settle(Ore(total), after, Kind::WriteOff, Ore(-amount)), Ok(before));
        }

        #[test]
        fn every_status_that_a_step_leads_to_is_in_the_table(
            shares in (0..4_i64, 0..4_i64, 0..4_i64),
            amount in -4..8_i64,
            extra in 0..4_i64,
        ) {
            let before = sums(shares.0, shares.1, shares.2);
            let total = Ore(shares.0 + shares.1 + shares.2 + extra);
            for (kind, action) in [
                (Kind::Payment, Action::RegisterPayment),
                (Kind::Credit, Action::Credit),
                (Kind::WriteOff, if amount < 0 { Action::ReverseWriteOff } else { Action::WriteOff }),
            ] {
                let forward = amount > 0 || kind == Kind::WriteOff;
                if let Ok(after) = settle(total, before, kind, Ore(amount)) && forward {
                    let step = (status(total, before), action, status(total, after));
                    prop_assert!(TRANSITIONS.0.contains(&step), "{step:?}");
                }
            }
        }

        #[test]
        fn no_amount_overflows(total in any::<i64>(), paid in any::<i64>(), credited in any::<i64>(), amount in any::<i64>()) {
            let before = sums(paid, credited, 0);
            let _ = status(Ore(total), before);
            for kind in Kind::ALL {
                let _ = settle(Ore(total), before, kind, Ore(amount));
            }
        }
    }
}
