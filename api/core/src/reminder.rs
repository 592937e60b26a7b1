//! When is a customer reminded, at what cost, and when not?
//!
//! Lag (1981:739) om ersättning för inkassokostnader m.m.: 2 § a reminder costs something only where that was agreed when the
//! debt arose at the latest; 4 § 60 kr at most (förordning 1981:1057); 4 a § 450 kr for the delay itself between businesses,
//! without any agreement; 6 § terms that ask for more are void, between businesses too.

use crate::money::Ore;
use crate::wire::words;
use chrono::{Days, NaiveDate};

words! {
    /// What a line of an interest invoice charges.
    LateCharge {
        /// Interest on what was paid late.
        Interest = "interest",
        /// The fee of reminders.
        ReminderFee = "reminder_fee",
        /// The compensation for delay.
        DelayCompensation = "delay_compensation",
    }
}

/// The most that a written reminder may cost.
pub const MAX_FEE: Ore = Ore(6_000);

/// The compensation for delay between businesses.
pub const DELAY_COMPENSATION: Ore = Ore(45_000);

/// How many steps a company can have.
pub const MAX_STEPS: usize = 5;

/// When a reminder goes out, and whether it costs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// So many days after the last day to pay.
    pub after_days: u16,
    /// Whether the fee is asked for, where it was agreed.
    pub fee: bool,
}

/// The steps of a company that hasn't chosen any: a friendly one, and one with a fee.
pub const DEFAULT_STEPS: [Step; 2] = [
    Step {
        after_days: 5,
        fee: false,
    },
    Step {
        after_days: 20,
        fee: true,
    },
];

/// Days to pay that a reminder gives, in a company that hasn't chosen them.
pub const DEFAULT_DAYS_TO_PAY: u16 = 10;

/// Whether steps make sense: at least one, each later than the one before.
#[must_use]
pub fn are_steps(steps: &[Step]) -> bool {
    (1..=MAX_STEPS).contains(&steps.len()) && steps.is_sorted_by(|a, b| a.after_days < b.after_days)
}

/// What is known of an open invoice when somebody thinks of reminding.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// What is left to pay.
    pub open_ore: Ore,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// How many reminders were sent.
    pub sent: usize,
    /// The day that the last of them gave to pay on.
    pub last_due_on: Option<NaiveDate>,
    /// Reminding of this invoice was stopped.
    pub stopped: bool,
    /// The customer isn't reminded.
    pub blocked: bool,
}

/// Why no reminder goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is left to pay.
    #[error("nothing is left to pay")]
    NothingOpen,
    /// It isn't late.
    #[error("the last day to pay hasn't passed")]
    NotLate,
    /// Reminding of this invoice was stopped.
    #[error("reminding of this invoice was stopped")]
    Stopped,
    /// The customer isn't reminded.
    #[error("this customer isn't reminded")]
    Blocked,
}

/// The step that a reminder sent today is: the first is 0. After the last step it is the last one again.
///
/// # Errors
/// The first reason against it.
pub fn next_step(steps: usize, standing: &Standing, today: NaiveDate) -> Result<usize, Refusal> {
    if standing.open_ore <= Ore::ZERO {
        return Err(Refusal::NothingOpen);
    }
    if today <= standing.due_on {
        return Err(Refusal::NotLate);
    }
    if standing.stopped {
        return Err(Refusal::Stopped);
    }
    if standing.blocked {
        return Err(Refusal::Blocked);
    }
    Ok(standing.sent.min(steps.saturating_sub(1)))
}

/// From which day the next reminder is due: after the days of its step, and not before the time that the last reminder
/// gave has passed. None after the last step.
#[must_use]
pub fn due_from(steps: &[Step], standing: &Standing) -> Option<NaiveDate> {
    let step = steps.get(standing.sent)?;
    let by_step = standing.due_on.checked_add_days(Days::new(step.after_days.into()))?;
    let by_last = standing.last_due_on.and_then(|d| d.succ_opt());
    Some(by_last.map_or(by_step, |d| d.max(by_step)))
}

/// What the costs of a reminder depend on.
#[derive(Clone, Copy, Debug)]
pub struct CostFacts {
    /// The step asks for the fee.
    pub step_has_fee: bool,
    /// The fee by the company's terms.
    pub fee_ore: Ore,
    /// The first day on which debts arose under terms that name the fee; none: never agreed.
    pub fee_agreed_since: Option<NaiveDate>,
    /// When the debt arose: the day of issue.
    pub issued_on: NaiveDate,
    /// The company asks businesses for compensation.
    pub asks_compensation: bool,
    /// The customer is a business.
    pub buyer_is_business: bool,
    /// Compensation was asked for already on this invoice.
    pub compensated: bool,
}

/// What a reminder costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// The reminder fee.
    pub fee_ore: Ore,
    /// The compensation for delay.
    pub compensation_ore: Ore,
}

/// What a reminder may cost. The compensation is asked for once; costs of reminding are within it, so where it was asked
/// for no fee comes on top.
#[must_use]
pub fn costs(f: &CostFacts) -> Costs {
    if f.asks_compensation && f.buyer_is_business {
        return Costs {
            fee_ore: Ore::ZERO,
            compensation_ore: if f.compensated { Ore::ZERO } else { DELAY_COMPENSATION },
        };
    }
    let agreed = f.fee_agreed_since.is_some_and(|since| since <= f.issued_on);
    Costs {
        fee_ore: if f.step_has_fee && agreed && !f.compensated {
            f.fee_ore.clamp(Ore::ZERO, MAX_FEE)
        } else {
            Ore::ZERO
        },
        compensation_ore: Ore::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing() -> Standing {
        Standing {
            open_ore: Ore(10_000),
            due_on: day("2026-11-10"),
            sent: 0,
            last_due_on: None,
            stopped: false,
            blocked: false,
        }
    }

    #[test]
    fn a_reminder_is_refused_by_its_first_reason() {
        let late = day("2026-11-11");
        let s = standing();
        assert_eq!(next_step(2, &s, late), Ok(0));
        assert_eq!(next_step(2, &s, day("2026-11-10")), Err(Refusal::NotLate));
        assert_eq!(
            next_step(2, &Standing { open_ore: Ore(0), ..s }, late),
            Err(Refusal::NothingOpen)
        );
        assert_eq!(
            next_step(2, &Standing { open_ore: Ore(-1), ..s }, late),
            Err(Refusal::NothingOpen)
        );
        assert_eq!(
            next_step(
                2,
                &Standing {
                    stopped: true,
                    blocked: true,
                    ..s
                },
                late
            ),
            Err(Refusal::Stopped)
        );
        assert_eq!(
            next_step(2, &Standing { blocked: true, ..s }, late),
            Err(Refusal::Blocked)
        );
        assert_eq!(next_step(2, &Standing { sent: 5, ..s }, late), Ok(1));
    }

    #[test]
    fn the_next_one_waits_for_its_step_and_for_the_time_that_was_given() {
        let s = standing();
        assert_eq!(due_from(&DEFAULT_STEPS, &s), Some(day("2026-11-15")));
        let once = Standing {
            sent: 1,
            last_due_on: Some(day("2026-11-25")),
            ..s
        };
        assert_eq!(due_from(&DEFAULT_STEPS, &once), Some(day("2026-11-30")));
        let late = Standing {
            last_due_on: Some(day("2026-12-20")),
            ..once
        };
        assert_eq!(due_from(&DEFAULT_STEPS, &late), Some(day("2026-12-21")));
        assert_eq!(due_from(&DEFAULT_STEPS, &Standing { sent: 2, ..s }), None);
    }

    #[test]
    fn a_fee_needs_agreement_before_the_debt_and_compensation_a_business() {
        let f = CostFacts {
            step_has_fee: true,
            fee_ore: Ore(6_000),
            fee_agreed_since: Some(day("2026-01-01")),
            issued_on: day("2026-10-11"),
            asks_compensation: true,
            buyer_is_business: false,
            compensated: false,
        };
        let costs_of = |change: &dyn Fn(&mut CostFacts)| {
            let mut facts = f;
            change(&mut facts);
            let c = costs(&facts);
            (c.fee_ore.0, c.compensation_ore.0)
        };
        assert_eq!(costs_of(&|_| ()), (6_000, 0));
        assert_eq!(costs_of(&|f| f.step_has_fee = false), (0, 0));
        assert_eq!(costs_of(&|f| f.fee_agreed_since = None), (0, 0));
        assert_eq!(costs_of(&|f| f.fee_agreed_since = Some(day("2026-10-12"))), (0, 0));
        assert_eq!(costs_of(&|f| f.fee_agreed_since = Some(day("2026-10-11"))), (6_000, 0));
        assert_eq!(costs_of(&|f| f.fee_ore = Ore(9_900)), (6_000, 0));
        let business = |f: &mut CostFacts| f.buyer_is_business = true;
        assert_eq!(costs_of(&business), (0, 45_000));
        let compensated = |f: &mut CostFacts| (f.buyer_is_business, f.compensated) = (true, true);
        assert_eq!(costs_of(&compensated), (0, 0));
        let not_asked = |f: &mut CostFacts| (f.buyer_is_business, f.asks_compensation) = (true, false);
        assert_eq!(costs_of(&not_asked), (6_000, 0));
    }

    #[test]
    fn steps_come_one_after_the_other() {
        let step = |after_days| Step { after_days, fee: false };
        assert!(are_steps(&DEFAULT_STEPS));
        assert!(!are_steps(&[]));
        assert!(!are_steps(&[step(5), step(5)]));
        assert!(!are_steps(&[step(6), step(5)]));
        assert!(!are_steps(&[1, 2, 3, 4, 5, 6].map(step)));
    }
}
