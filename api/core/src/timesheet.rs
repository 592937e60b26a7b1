//! What may happen to a week's time report, and how much time does a day hold?

use crate::machine::Machine;
use crate::permission::{Permission, Role};
use crate::wire::words;

words! {
    /// Where an employee's week stands.
    #[cfg_attr(feature = "schema", schema(as = TimesheetStatus))]
    Status {
        /// Being filled in.
        Open = "open",
        /// Handed in; waits for approval.
        Submitted = "submitted",
        /// Approved and locked.
        Approved = "approved",
        /// Sent back with a reason.
        Rejected = "rejected",
    }
}

words! {
    /// What can be done to an employee's week.
    #[cfg_attr(feature = "schema", schema(as = TimesheetAction))]
    Action {
        /// Add, change or delete time entries.
        Edit = "edit",
        /// Hand it in.
        Submit = "submit",
        /// Approve and lock it.
        Approve = "approve",
        /// Send it back with a reason.
        Reject = "reject",
    }
}

/// What a status allows, and where it leads.
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Open, Action::Edit, Status::Open),
    (Status::Open, Action::Submit, Status::Submitted),
    (Status::Submitted, Action::Approve, Status::Approved),
    (Status::Submitted, Action::Reject, Status::Rejected),
    (Status::Rejected, Action::Edit, Status::Rejected),
    (Status::Rejected, Action::Submit, Status::Submitted),
]);

/// Whether a role may approve a week or send it back; `own` says that it is the user's own.
///
/// Four eyes, except where there may be only two: who runs the company approves the own week too.
#[must_use]
pub fn may_decide(role: Role, own: bool) -> bool {
    role.has(Permission::TimeApprove) && (!own || matches!(role, Role::Owner | Role::Admin))
}

/// The minutes of a day: the limit of one time entry and of a day's entries together.
pub const MINUTES_PER_DAY: i64 = 24 * 60;

/// Why a time entry's minutes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    /// Less than one minute.
    #[error("a time entry has at least one minute")]
    TooSmall,
    /// More than a day.
    #[error("a time entry has at most {MINUTES_PER_DAY} minutes")]
    TooLarge,
    /// More than the day has left.
    #[error("the day has {remaining} minutes left")]
    DayFull {
        /// Minutes that the day's other entries leave.
        remaining: i64,
    },
}

/// Whether an entry of `minutes` fits beside the employee's other entries of the same day.
///
/// # Errors
/// When the entry is outside 1 to 1 440 minutes, or the day would exceed 1 440.
pub fn check_minutes(minutes: i64, others_that_day: i64) -> Result<(), MinutesError> {
    if minutes < 1 {
        return Err(MinutesError::TooSmall);
    }
    if minutes > MINUTES_PER_DAY {
        return Err(MinutesError::TooLarge);
    }
    let remaining = MINUTES_PER_DAY.saturating_sub(others_that_day).max(0);
    if minutes > remaining {
        return Err(MinutesError::DayFull { remaining });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::table;

    #[test]
    fn status_times_action() {
        assert_eq!(
            table(TRANSITIONS, &Status::ALL, &Action::ALL),
            "\
open: edit>open submit>submitted
submitted: approve>approved reject>rejected
approved:
rejected: edit>rejected submit>submitted
"
        );
    }

    #[test]
    fn nobody_decides_on_the_own_week_but_who_runs_the_company() {
        // Owner, admin, office, worker, accountant, support.
        assert_eq!(
            Role::ALL.map(|r| may_decide(r, false)),
            [true, true, true, false, false, false]
        );
        assert_eq!(
            Role::ALL.map(|r| may_decide(r, true)),
            [true, true, false, false, false, false]
        );
    }

    #[test]
    fn a_day_holds_1440_minutes() {
        let table = [
            (1, 0, Ok(())),
            (1440, 0, Ok(())),
            (0, 0, Err(MinutesError::TooSmall)),
            (-60, 0, Err(MinutesError::TooSmall)),
            (1441, 0, Err(MinutesError::TooLarge)),
            (i64::MAX, i64::MAX, Err(MinutesError::TooLarge)),
            (480, 960, Ok(())),
            (481, 960, Err(MinutesError::DayFull { remaining: 480 })),
            (1, 1440, Err(MinutesError::DayFull { remaining: 0 })),
            (1, i64::MAX, Err(MinutesError::DayFull { remaining: 0 })),
        ];
        for (minutes, others, expected) in table {
            assert_eq!(check_minutes(minutes, others), expected, "{minutes} beside {others}");
        }
    }
}
