//! Where does a buyer's deduction stand, and what can be asked for it now?
//!
//! A case is one buyer's deduction on one issued invoice. Its sums are only changed by dated rows, and its state follows from
//! the sums and from what the customer has paid alone, so the order in which they came can't matter.

use super::{Asked, Claimed, allowed_kr, claimable};
use crate::{
    money::{Bp, Ore},
    wire::words,
};
use chrono::{Datelike, NaiveDate};

words! {
    /// Where a case stands.
    #[cfg_attr(feature = "schema", schema(as = DeductionCaseState))]
    CaseState {
        /// The customer has not paid.
        WaitingForPayment = "waiting_for_payment",
        /// Something can be asked for.
        Ready = "ready",
        /// The last day to ask for what was paid has passed.
        Lapsed = "lapsed",
        /// A part has been asked for and decided; the customer has the rest to pay.
        PartlyAsked = "partly_asked",
        /// The tax agency decides.
        Asked = "asked",
        /// The tax agency has approved and not yet paid.
        Approved = "approved",
        /// The tax agency refused something, and nobody has said what becomes of it.
        Refused = "refused",
        /// The tax agency has paid everything.
        PaidOut = "paid_out",
        /// More was asked for or paid than the buyer can have: to be reported and repaid (HUSFL 13 §).
        ToRepay = "to_repay",
        /// Nothing is left to be done.
        Closed = "closed",
    }
}

words! {
    /// What happened to a case of a deduction.
    #[cfg_attr(feature = "schema", schema(as = DeductionCaseEventKind))]
    CaseEvent {
        /// The invoice was issued.
        Opened = "opened",
        /// It came from another buyer of the household.
        TakenOver = "taken_over",
        /// A credit note took back a part.
        Credited = "credited",
        /// It was asked for.
        Asked = "asked",
        /// The tax agency approved.
        Approved = "approved",
        /// The tax agency refused.
        Refused = "refused",
        /// The tax agency paid.
        PaidOut = "paid_out",
        /// A payout that was entered was taken back.
        PayoutRemoved = "payout_removed",
        /// It was passed to another buyer of the household.
        Moved = "moved",
        /// It was billed to the customer.
        Billed = "billed",
        /// It was reported and paid back to the tax agency.
        Repaid = "repaid",
        /// The company gave it up.
        WrittenOff = "written_off",
        /// Somebody closed the case.
        Closed = "closed",
        /// What was refused can be asked for again.
        Reopened = "reopened",
    }
}

/// A case's sums, in kronor where nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseSums {
    /// What the invoice took off.
    pub deduction_kr: i64,
    /// What credit notes took back of it.
    pub credited_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
    /// Approved of what was asked for.
    pub approved_kr: i64,
    /// Refused of what was asked for.
    pub refused_kr: i64,
    /// What of that was passed on, billed or given up.
    pub refused_gone_kr: i64,
    /// Paid by the tax agency, in öre.
    pub paid_out_ore: Ore,
    /// Passed to another buyer or billed to the customer.
    pub moved_kr: i64,
    /// Given up.
    pub written_off_kr: i64,
    /// Paid back to the tax agency.
    pub repaid_kr: i64,
}

impl CaseSums {
    /// What is this buyer's still: neither credited nor elsewhere.
    #[must_use]
    pub const fn standing_kr(self) -> i64 {
        self.deduction_kr - self.credited_kr - self.gone_kr()
    }

    /// Passed on, billed or given up.
    #[must_use]
    pub const fn gone_kr(self) -> i64 {
        self.moved_kr + self.written_off_kr
    }

    /// What the tax agency has not decided.
    #[must_use]
    pub const fn pending_kr(self) -> i64 {
        self.asked_kr - self.approved_kr - self.refused_kr
    }

    const fn rest_kr(self) -> i64 {
        let rest = self.standing_kr() - self.approved_kr - self.pending_kr();
        if rest < 0 { 0 } else { rest }
    }

    /// Refused, and nobody has said what becomes of it.
    #[must_use]
    pub fn unresolved_kr(self) -> i64 {
        (self.refused_kr - self.refused_gone_kr).clamp(0, self.rest_kr())
    }

    /// Passed on, billed or given up though nobody had asked for it.
    #[must_use]
    pub fn gone_unasked_kr(self) -> i64 {
        (self.gone_kr() - self.refused_gone_kr).max(0)
    }

    /// What has never been asked for.
    #[must_use]
    pub fn unasked_kr(self) -> i64 {
        self.rest_kr() - self.unresolved_kr()
    }

    /// What is with the tax agency or has been, though the buyer can't have it any more.
    const fn over_kr(self) -> i64 {
        let over = self.approved_kr + self.pending_kr() - self.standing_kr();
        if over < 0 { 0 } else { over }
    }

    /// What the tax agency has paid and not had back, in öre.
    #[must_use]
    pub const fn kept_ore(self) -> Ore {
        Ore(self.paid_out_ore.0 - self.repaid_kr * 100)
    }

    /// To be reported to the tax agency, and repaid as far as it has paid (HUSFL 13 §).
    #[must_use]
    pub fn to_repay_kr(self) -> i64 {
        self.over_kr().max(self.money_to_repay_kr())
    }

    /// The part of [`Self::to_repay_kr`] that the tax agency has paid.
    #[must_use]
    pub fn money_to_repay_kr(self) -> i64 {
        let left = self.approved_kr - self.approved_to_give_back_kr();
        // A krona that is begun is owed.
        let money = (self.kept_ore().0 - left * 100).max(0);
        money / 100 + i64::from(money % 100 > 0)
    }

    /// Approved and not yet paid, in öre.
    #[must_use]
    pub fn awaited_ore(self) -> Ore {
        Ore((self.approved_kr * 100 - self.kept_ore().0).max(0))
    }

    /// What of [`Self::to_repay_kr`] is approved: it is given back. What is not decided yet is reported, and the decision will
    /// be lower.
    #[must_use]
    pub fn approved_to_give_back_kr(self) -> i64 {
        (self.over_kr() - self.pending_kr()).clamp(0, self.approved_kr.max(0))
    }

    /// The sums once what was approved and paid too much is given back.
    #[must_use]
    pub fn repaid(self) -> Self {
        let back = self.approved_to_give_back_kr();
        Self {
            asked_kr: self.asked_kr - back,
            approved_kr: self.approved_kr - back,
            repaid_kr: self.repaid_kr + self.money_to_repay_kr(),
            ..self
        }
    }
}

/// The state of a case with `claimable_kr` to ask for at the latest on `deadline`; `closed` when somebody closed it.
#[must_use]
pub fn case_state(sums: CaseSums, claimable_kr: i64, deadline: NaiveDate, closed: bool, today: NaiveDate) -> CaseState {
    if sums.to_repay_kr() > 0 {
        CaseState::ToRepay
    } else if closed {
        CaseState::Closed
    } else if sums.unresolved_kr() > 0 {
        CaseState::Refused
    } else if claimable_kr > 0 && today <= deadline {
        CaseState::Ready
    } else if claimable_kr > 0 {
        CaseState::Lapsed
    } else if sums.pending_kr() > 0 {
        CaseState::Asked
    } else if sums.awaited_ore() > Ore::ZERO {
        CaseState::Approved
    } else if sums.unasked_kr() > 0 && sums.asked_kr > 0 {
        CaseState::PartlyAsked
    } else if sums.unasked_kr() > 0 {
        CaseState::WaitingForPayment
    } else if sums.kept_ore() > Ore::ZERO {
        CaseState::PaidOut
    } else {
        CaseState::Closed
    }
}

/// What became of the part of a case that one year's payments give, in kronor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSums {
    /// The year of payment.
    pub year: i32,
    /// What claims of the year stated as paid for the work.
    pub paid_kr: i64,
    /// What they asked for.
    pub asked_kr: i64,
    /// What lapsed and was billed to the customer.
    pub billed_kr: i64,
    /// What lapsed and was given up.
    pub lost_kr: i64,
}

/// A case as its claims look at it.
#[derive(Clone, Debug)]
pub struct CaseFacts {
    /// The buyer's part of the price of the work, in whole kronor, without what was credited or passed on.
    pub price_kr: i64,
    /// The rate that the invoice was made with.
    pub rate_bp: Bp,
    /// The case's sums.
    pub sums: CaseSums,
    /// What was asked for by year of payment, oldest first.
    pub years: Vec<YearSums>,
    /// Only what is paid wholly can be asked for, in the year of the last payment: so it is of green technology.
    pub paid_wholly: bool,
}

/// What can be asked for of the payments of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last payment.
    pub paid_on: NaiveDate,
    /// What is stated.
    pub asked: Asked,
}

/// What can be asked for, by year of payment, oldest first; also what has lapsed. `payments` are what came in on the invoice by
/// day, `to_pay_ore` what the customer has to pay in all, `rate_on` the rate of a day of payment.
///
/// Each year gives its own part, which has its own last day: a claim of one year takes nothing from another's part, and what
/// lapsed is never asked for with a later year's payments (HUSFL 8 §).
#[must_use]
pub fn dues(
    case: &CaseFacts,
    payments: &[(NaiveDate, Ore)],
    to_pay_ore: Ore,
    rate_on: impl Fn(NaiveDate) -> Option<Bp>,
) -> Vec<Due> {
    let sums = case.sums;
    let all = |of: fn(&YearSums) -> i64| case.years.iter().map(of).sum::<i64>();
    let (billed_kr, lost_kr) = (all(|y| y.billed_kr), all(|y| y.lost_kr));
    let gone_kr = (sums.gone_unasked_kr() - billed_kr - lost_kr).max(0);
    let given_up_kr = (sums.written_off_kr - sums.refused_gone_kr - lost_kr).clamp(0, gone_kr);
    let frame = Frame {
        // What is given up before it is asked for makes the work cheaper.
        price_kr: case.price_kr - given_up_kr,
        deduction_kr: sums.deduction_kr - sums.credited_kr - gone_kr,
        to_pay_ore: Ore(to_pay_ore.0 - billed_kr * 100),
    };
    let mut room = Claimed {
        paid_kr: frame.price_kr - frame.deduction_kr - all(|y| y.paid_kr),
        asked_kr: sums.unasked_kr(),
    };
    let mut before = Claimed::default();
    let mut found = Vec::new();
    let years = if case.paid_wholly {
        last_payment(payments, frame.to_pay_ore)
    } else {
        by_year(payments)
    };
    for (paid_on, received) in years {
        let was = case.years.iter().find(|y| y.year == paid_on.year());
        let was = was.copied().unwrap_or_default();
        let done = Claimed {
            paid_kr: before.paid_kr + was.paid_kr,
            asked_kr: before.asked_kr + was.asked_kr + was.billed_kr + was.lost_kr,
        };
        let rate = rate_on(paid_on).map(|rate| rate.min(case.rate_bp));
        if let Some(asked) = rate.and_then(|rate| frame.due(received, rate, done, room)) {
            room.paid_kr -= asked.paid_kr;
            room.asked_kr -= asked.asked_kr;
            found.push(Due { paid_on, asked });
        }
        // Everything up to here belongs to this year or an earlier one.
        let so_far = frame.claimable(received, case.rate_bp, Claimed::default());
        before.paid_kr = done.paid_kr.max(so_far.map_or(0, |a| a.paid_kr));
        before.asked_kr = done.asked_kr.max(so_far.map_or(0, |a| a.asked_kr));
    }
    found
}

/// The last payment of each year, oldest first, with everything that had come in by the end of it.
fn by_year(payments: &[(NaiveDate, Ore)]) -> Vec<(NaiveDate, Ore)> {
    let mut years: Vec<(NaiveDate, Ore)> = Vec::new();
    let mut sorted = payments.to_vec();
    sorted.sort_unstable();
    let mut received = 0_i64;
    for (on, amount) in sorted {
        received = received.saturating_add(amount.0);
        match years.last_mut().filter(|y| y.0.year() == on.year()) {
            // A payment that was taken back is no day of payment.
            Some(year) => *year = (if amount > Ore::ZERO { on } else { year.0 }, Ore(received)),
            None => years.push((on, Ore(received))),
        }
    }
    years
}

/// The payment with which everything had come in; what follows it changes nothing.
fn last_payment(payments: &[(NaiveDate, Ore)], to_pay_ore: Ore) -> Vec<(NaiveDate, Ore)> {
    let mut sorted = payments.to_vec();
    sorted.sort_unstable();
    let all: i64 = sorted.iter().map(|p| p.1.0).fold(0, i64::saturating_add);
    if all < to_pay_ore.0 {
        return Vec::new();
    }
    let mut received = 0_i64;
    let last = sorted.into_iter().find(|(_, amount)| {
        received = received.saturating_add(amount.0);
        received >= to_pay_ore.0
    });
    last.map(|(on, _)| vec![(on, Ore(all))]).unwrap_or_default()
}

/// What all years of a case are parts of.
struct Frame {
    price_kr: i64,
    deduction_kr: i64,
    to_pay_ore: Ore,
}

impl Frame {
    fn claimable(&self, received: Ore, rate: Bp, before: Claimed) -> Option<Asked> {
        claimable(
            self.price_kr,
            self.deduction_kr,
            rate,
            received,
            self.to_pay_ore,
            before,
        )
    }

    /// What a year gives beside what is done already, within what is left of the whole.
    fn due(&self, received: Ore, rate: Bp, done: Claimed, room: Claimed) -> Option<Asked> {
        let asked = self.claimable(received, rate, done)?;
        let paid_kr = asked.paid_kr.min(room.paid_kr);
        let asked_kr = asked.asked_kr.min(room.asked_kr).min(allowed_kr(paid_kr, rate));
        (paid_kr > 0 && asked_kr > 0).then_some(Asked {
            price_kr: (paid_kr + asked_kr).max(super::MIN_PRICE_KR),
            paid_kr,
            asked_kr,
        })
    }
}

#[cfg(test)]
#[path = "case_test.rs"]
mod tests;
