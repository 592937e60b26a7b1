//! What may happen to an invoice, when is it due, and what does a payment change?

use crate::machine::Machine;
use crate::money::Ore;
use crate::wire::words;
use chrono::{Days, NaiveDate};

words! {
    /// Where an invoice stands.
    #[cfg_attr(feature = "schema", schema(as = InvoiceStatus))]
    Status {
        /// Being written; has no number.
        Draft = "draft",
        /// Has number and payment reference; its content can never change.
        Issued = "issued",
        /// A part has been paid.
        PartlyPaid = "partly_paid",
        /// Nothing remains to pay.
        Paid = "paid",
        /// Taken back by a credit note.
        Credited = "credited",
    }
}

words! {
    /// What can be done to an invoice.
    #[cfg_attr(feature = "schema", schema(as = InvoiceAction))]
    Action {
        /// Change the content of a draft.
        Replace = "replace",
        /// Throw a draft away.
        Delete = "delete",
        /// Give it number and date; from then on it is bookkeeping material.
        Issue = "issue",
        /// Send it, or send it again.
        Send = "send",
        /// Note that money has come in.
        RegisterPayment = "register_payment",
    }
}

/// What a status allows, and where it leads; which of two a payment leads to is decided by [`after_payment`].
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Draft, Action::Replace, Status::Draft),
    (Status::Draft, Action::Delete, Status::Draft),
    (Status::Draft, Action::Issue, Status::Issued),
    (Status::Issued, Action::Send, Status::Issued),
    (Status::Issued, Action::RegisterPayment, Status::PartlyPaid),
    (Status::Issued, Action::RegisterPayment, Status::Paid),
    (Status::PartlyPaid, Action::Send, Status::PartlyPaid),
    (Status::PartlyPaid, Action::RegisterPayment, Status::PartlyPaid),
    (Status::PartlyPaid, Action::RegisterPayment, Status::Paid),
    (Status::Paid, Action::Send, Status::Paid),
]);

/// The last day to pay: `terms_days` days after the day of issue.
#[must_use]
pub fn due_on(issued_on: NaiveDate, terms_days: u16) -> NaiveDate {
    issued_on
        .checked_add_days(Days::new(terms_days.into()))
        .unwrap_or(NaiveDate::MAX)
}

/// Whether money is late: something remains to pay after the last day to pay.
#[must_use]
pub fn is_overdue(status: Status, due_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(status, Status::Issued | Status::PartlyPaid) && today > due_on
}

/// Why a payment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Zero or less.
    #[error("a payment is more than zero")]
    NotPositive,
    /// More than what remains to pay.
    #[error("the payment is more than what remains to pay")]
    Overpayment {
        /// What remains to pay before this payment; never below zero.
        remaining_ore: Ore,
    },
}

/// Status and sum of payments once `amount_ore` has come in on an invoice of `total_ore` with `paid_ore` paid.
///
/// # Errors
/// When the amount is not above zero, or is more than what remains to pay.
pub fn after_payment(total_ore: Ore, paid_ore: Ore, amount_ore: Ore) -> Result<(Status, Ore), PaymentError> {
    if amount_ore <= Ore::ZERO {
        return Err(PaymentError::NotPositive);
    }
    let remaining_ore = total_ore.checked_sub(paid_ore).unwrap_or(Ore::ZERO).max(Ore::ZERO);
    let overpayment = PaymentError::Overpayment { remaining_ore };
    if amount_ore > remaining_ore {
        return Err(overpayment);
    }
    let paid = paid_ore.checked_add(amount_ore).ok_or(overpayment)?;
    Ok((
        if paid == total_ore {
            Status::Paid
        } else {
            Status::PartlyPaid
        },
        paid,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::table;
    use proptest::prelude::*;

    #[test]
    fn status_times_action() {
        assert_eq!(
            table(TRANSITIONS, &Status::ALL, &Action::ALL),
            "\
draft: replace>draft delete>draft issue>issued
issued: send>issued register_payment>partly_paid|paid
partly_paid: send>partly_paid register_payment>partly_paid|paid
paid: send>paid
credited:
"
        );
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn due_after_the_terms() {
        assert_eq!(due_on(day(2026, 11, 24), 30), day(2026, 12, 24));
        assert_eq!(due_on(day(2028, 2, 28), 1), day(2028, 2, 29));
        assert_eq!(due_on(day(2026, 11, 24), 0), day(2026, 11, 24));
        assert_eq!(due_on(day(9999, 12, 31), 1), day(10000, 1, 1));
        assert_eq!(due_on(NaiveDate::MAX, u16::MAX), NaiveDate::MAX);
    }

    #[test]
    fn overdue_from_the_day_after_and_only_while_something_remains() {
        let due = day(2026, 12, 24);
        let late = Status::ALL.map(|status| is_overdue(status, due, day(2026, 12, 25)));
        assert_eq!(late, [false, true, true, false, false]);
        assert!(!is_overdue(Status::Issued, due, due));
    }

    #[test]
    fn a_payment_settles_or_leaves_a_rest() {
        let over = |remaining| {
            Err(PaymentError::Overpayment {
                remaining_ore: Ore(remaining),
            })
        };
        let table = [
            (10_000, 0, 10_000, Ok((Status::Paid, Ore(10_000)))),
            (10_000, 0, 9_999, Ok((Status::PartlyPaid, Ore(9_999)))),
            (10_000, 9_999, 1, Ok((Status::Paid, Ore(10_000)))),
            (10_000, 4_000, 1, Ok((Status::PartlyPaid, Ore(4_001)))),
            (10_000, 0, 10_001, over(10_000)),
            (10_000, 9_999, 2, over(1)),
            (10_000, 10_000, 1, over(0)),
            (0, 0, 1, over(0)),
            (-500, 0, 1, over(0)),
            (10_000, 0, 0, Err(PaymentError::NotPositive)),
            (10_000, 0, -1, Err(PaymentError::NotPositive)),
        ];
        for (total, paid, amount, expected) in table {
            assert_eq!(
                after_payment(Ore(total), Ore(paid), Ore(amount)),
                expected,
                "{total} {paid} {amount}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_payments_sum_up_to_the_total_and_never_beyond(
            total in 1..1_000_000_i64,
            amounts in prop::collection::vec(-10..400_000_i64, 0..20),
        ) {
            let (mut status, mut paid) = (Status::Issued, Ore::ZERO);
            for amount in amounts {
                match after_payment(Ore(total), paid, Ore(amount)) {
                    Ok((next, sum)) => {
                        prop_assert!(TRANSITIONS.0.contains(&(status, Action::RegisterPayment, next)));
                        prop_assert_eq!(sum.0, paid.0 + amount);
                        (status, paid) = (next, sum);
                    }
                    Err(PaymentError::NotPositive) => prop_assert!(amount <= 0),
                    Err(PaymentError::Overpayment { remaining_ore }) => {
                        prop_assert_eq!(remaining_ore.0, total - paid.0);
                        prop_assert!(amount > remaining_ore.0);
                    }
                }
            }
            prop_assert!(paid.0 <= total);
            prop_assert_eq!(status == Status::Paid, paid.0 == total);
        }

        #[test]
        fn no_amount_overflows(total in any::<i64>(), paid in any::<i64>(), amount in any::<i64>()) {
            if let Ok((_, sum)) = after_payment(Ore(total), Ore(paid), Ore(amount)) {
                prop_assert!(sum.0 <= total);
            }
        }
    }
}
