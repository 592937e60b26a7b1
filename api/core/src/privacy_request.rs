//! What may happen to a person's request under the data protection regulation, and until when must it be answered?
//!
//! Source: GDPR (EU) 2016/679 art. 12, 15–22, 77.

use crate::calendar::months_later;
use crate::machine::Machine;
use crate::wire::words;
use chrono::{Days, NaiveDate};

words! {
    /// What a person asks for.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestKind))]
    Kind {
        /// To see what is stored (art. 15).
        Access = "access",
        /// To have it put right (art. 16).
        Rectification = "rectification",
        /// To have it completed (art. 16).
        Completion = "completion",
        /// To have it erased (art. 17).
        Erasure = "erasure",
        /// To have its use restricted (art. 18).
        Restriction = "restriction",
        /// To object to its use (art. 21).
        Objection = "objection",
        /// To take it along (art. 20).
        Portability = "portability",
        /// To complain.
        Complaint = "complaint",
    }
}

words! {
    /// Where a request stands.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestStatus))]
    Status {
        /// It came in; who asks is not confirmed.
        Received = "received",
        /// Who asks is confirmed; it is being worked on.
        Open = "open",
        /// The person was asked for more.
        Waiting = "waiting",
        /// Every datum has its decision.
        Decided = "decided",
        /// The person has the answer.
        Answered = "answered",
        /// What the person fetched lacked something: it is to be mended and answered again.
        NeedsAttention = "needs_attention",
        /// Done.
        Closed = "closed",
        /// Passed on to whom it concerns; the person knows.
        Forwarded = "forwarded",
        /// Taken back by the person, or who asks was never confirmed.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What can be done to a request.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestAction))]
    Action {
        /// Who asks is confirmed (art. 12(6)).
        ConfirmIdentity = "confirm_identity",
        /// Give it another handler.
        Assign = "assign",
        /// Ask the person for more.
        AskInformation = "ask_information",
        /// The person has answered.
        ReceiveInformation = "receive_information",
        /// Take up to two further months (art. 12(3)).
        Extend = "extend",
        /// Pass it on to whom it concerns.
        Forward = "forward",
        /// Decide on each datum.
        Decide = "decide",
        /// Send the answer.
        Answer = "answer",
        /// Close it.
        Close = "close",
        /// Note that it was taken back.
        Withdraw = "withdraw",
    }
}

/// What a status allows, and where it leads.
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Received, Action::ConfirmIdentity, Status::Open),
    (Status::Received, Action::Assign, Status::Received),
    (Status::Received, Action::Extend, Status::Received),
    (Status::Received, Action::Forward, Status::Forwarded),
    (Status::Received, Action::Withdraw, Status::Withdrawn),
    (Status::Open, Action::Assign, Status::Open),
    (Status::Open, Action::AskInformation, Status::Waiting),
    (Status::Open, Action::Extend, Status::Open),
    (Status::Open, Action::Forward, Status::Forwarded),
    (Status::Open, Action::Decide, Status::Decided),
    (Status::Open, Action::Withdraw, Status::Withdrawn),
    (Status::Waiting, Action::Assign, Status::Waiting),
    (Status::Waiting, Action::ReceiveInformation, Status::Open),
    (Status::Waiting, Action::Extend, Status::Waiting),
    (Status::Waiting, Action::Decide, Status::Decided),
    (Status::Waiting, Action::Withdraw, Status::Withdrawn),
    (Status::Decided, Action::Assign, Status::Decided),
    (Status::Decided, Action::Extend, Status::Decided),
    (Status::Decided, Action::Decide, Status::Decided),
    (Status::Decided, Action::Answer, Status::Answered),
    (Status::Answered, Action::Close, Status::Closed),
    (Status::NeedsAttention, Action::Assign, Status::NeedsAttention),
    (Status::NeedsAttention, Action::Answer, Status::Answered),
]);

/// Where a request goes when it turns out that the answer lacked something: nobody decides on that, so it is no action.
#[must_use]
pub const fn found_lacking(status: Status) -> Option<Status> {
    match status {
        Status::Answered | Status::Closed => Some(Status::NeedsAttention),
        _ => None,
    }
}

/// The days that the service promises an answer within.
pub const PROMISED_DAYS: u64 = 30;

/// Days before the deadline on which the handler is reminded; below zero it is late.
pub const REMINDERS: [i64; 4] = [14, 7, 3, 1];

/// What the clock of a request is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day it came in, in Sweden.
    pub received_on: NaiveDate,
    /// Whole days on which nothing but the confirmation of who asks was waited for (art. 12(6)): they don't count.
    pub paused_days: u32,
    /// Whether it was extended.
    pub extended: bool,
}

/// Until when a request is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What the service promises: 30 days; of an extended request what the law wants.
    pub promised_on: NaiveDate,
    /// What the law wants: one month, or three when extended (art. 12(3)), ending on a working day (förordning (EEG, Euratom)
    /// nr 1182/71 art. 3(4); lag 1930:173).
    pub lawful_on: NaiveDate,
    /// The earlier of both: what is shown.
    pub due_on: NaiveDate,
}

/// The deadline of a request.
#[must_use]
pub fn deadline(clock: Clock) -> Deadline {
    let later = |from: NaiveDate, days| from.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let began_on = later(clock.received_on, clock.paused_days.into());
    let lawful_on = months_later(began_on, if clock.extended { 3 } else { 1 });
    let promised_on = if clock.extended {
        lawful_on
    } else {
        later(began_on, PROMISED_DAYS)
    };
    Deadline {
        promised_on,
        lawful_on,
        due_on: promised_on.min(lawful_on),
    }
}

/// Why a request can't be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtendError {
    /// It was extended once.
    #[error("it is extended already")]
    Twice,
    /// The lawful deadline has passed: the person must be told before it (art. 12(3)).
    #[error("the deadline has passed")]
    TooLate,
    /// Without a reason.
    #[error("a reason is needed")]
    NoReason,
}

/// Whether a request can be extended today, for a reason that the person is told.
///
/// # Errors
/// See [`ExtendError`].
pub fn extend(clock: Clock, reason: &str, today: NaiveDate) -> Result<Clock, ExtendError> {
    if clock.extended {
        return Err(ExtendError::Twice);
    }
    if today > deadline(clock).lawful_on {
        return Err(ExtendError::TooLate);
    }
    if reason.trim().is_empty() {
        return Err(ExtendError::NoReason);
    }
    Ok(Clock {
        extended: true,
        ..clock
    })
}

/// Whether the handler is reminded today of a request that is due on a day and not answered: on the days of [`REMINDERS`],
/// on the day itself, and every day when it is late.
#[must_use]
pub fn is_reminded(due_on: NaiveDate, today: NaiveDate) -> bool {
    let left = (due_on - today).num_days();
    left <= 0 || REMINDERS.contains(&left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::table;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    const fn clock(received_on: NaiveDate) -> Clock {
        Clock {
            received_on,
            paused_days: 0,
            extended: false,
        }
    }

    #[test]
    fn status_times_action() {
        assert_eq!(
            table(TRANSITIONS, &Status::ALL, &Action::ALL),
            "\
received: confirm_identity>open assign>received extend>received forward>forwarded withdraw>withdrawn
open: assign>open ask_information>waiting extend>open forward>forwarded decide>decided withdraw>withdrawn
waiting: assign>waiting receive_information>open extend>waiting decide>decided withdraw>withdrawn
decided: assign>decided extend>decided decide>decided answer>answered
answered: close>closed
needs_attention: assign>needs_attention answer>answered
closed:
forwarded:
withdrawn:
"
        );
    }

    #[test]
    fn the_earlier_of_promise_and_law_is_due() {
        // Received, promised, lawful: the ends of months, a leap day, Midsummer, Christmas.
        let table = [
            ((2026, 1, 31), (2026, 3, 2), (2026, 3, 2)),
            ((2027, 1, 31), (2027, 3, 2), (2027, 3, 1)),
            ((2028, 1, 30), (2028, 2, 29), (2028, 2, 29)),
            ((2026, 5, 19), (2026, 6, 18), (2026, 6, 22)),
            ((2026, 11, 24), (2026, 12, 24), (2026, 12, 28)),
            ((2026, 3, 29), (2026, 4, 28), (2026, 4, 29)),
            ((2026, 10, 25), (2026, 11, 24), (2026, 11, 25)),
        ];
        for ((y, m, d), (py, pm, pd), (ly, lm, ld)) in table {
            let found = deadline(clock(day(y, m, d)));
            assert_eq!(found.promised_on, day(py, pm, pd), "{y}-{m}-{d}");
            assert_eq!(found.lawful_on, day(ly, lm, ld), "{y}-{m}-{d}");
            assert_eq!(found.due_on, found.promised_on.min(found.lawful_on));
        }
    }

    #[test]
    fn it_is_extended_once_in_time_and_with_a_reason() {
        let began = clock(day(2026, 11, 24));
        assert_eq!(extend(began, " ", day(2026, 12, 1)), Err(ExtendError::NoReason));
        assert_eq!(
            extend(began, "många ärenden", day(2026, 12, 29)),
            Err(ExtendError::TooLate)
        );
        let extended = extend(began, "många ärenden", day(2026, 12, 28)).unwrap();
        assert_eq!(deadline(extended).due_on, day(2027, 2, 24));
        assert_eq!(extend(extended, "fler", day(2026, 12, 28)), Err(ExtendError::Twice));
    }

    #[test]
    fn days_of_waiting_for_who_asks_do_not_count() {
        let paused = Clock {
            paused_days: 10,
            ..clock(day(2026, 3, 2))
        };
        assert_eq!(deadline(paused), deadline(clock(day(2026, 3, 12))));
    }

    #[test]
    fn reminded_before_on_and_after_the_day() {
        let due = day(2026, 12, 24);
        let on = |days: i64| is_reminded(due, due - chrono::TimeDelta::days(days));
        let days: Vec<i64> = (-2..=20).filter(|d| on(*d)).collect();
        assert_eq!(days, [-2, -1, 0, 1, 3, 7, 14]);
    }

    proptest! {
        #[test]
        fn no_way_leads_to_an_answer_past_identity_and_decision(
            steps in prop::collection::vec(prop::option::weighted(0.9, prop::sample::select(Action::ALL.to_vec())), 0..40),
        ) {
            let (mut status, mut confirmed, mut decided) = (Status::Received, false, false);
            for step in steps {
                let next = step.map_or_else(|| found_lacking(status), |action| TRANSITIONS.next(status, action));
                let Some(next) = next else { continue };
                confirmed |= step == Some(Action::ConfirmIdentity);
                decided |= step == Some(Action::Decide);
                status = next;
                if matches!(status, Status::Answered | Status::NeedsAttention | Status::Closed) {
                    prop_assert!(confirmed && decided);
                }
            }
        }

        #[test]
        fn the_clock_never_gives_less_than_the_promise_and_never_more_than_the_law(days in 0_u64..7_300) {
            let received_on = day(2024, 1, 1) + Days::new(days);
            let d = deadline(clock(received_on));
            prop_assert!(d.due_on >= received_on + Days::new(28));
            prop_assert!(d.due_on <= d.lawful_on && d.due_on <= d.promised_on);
            let extended = deadline(Clock { extended: true, ..clock(received_on) });
            prop_assert!(extended.due_on > d.lawful_on);
        }
    }
}
