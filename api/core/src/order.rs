//! What may happen to an order?

use crate::machine::Machine;
use crate::wire::words;

words! {
    /// Where an order stands.
    #[cfg_attr(feature = "schema", schema(as = OrderStatus))]
    Status {
        /// Agreed; work has not begun.
        Planned = "planned",
        /// Work is being done.
        InProgress = "in_progress",
        /// The work is done.
        Completed = "completed",
        /// Done and settled: nothing more is added.
        Closed = "closed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// What can be done to an order.
    #[cfg_attr(feature = "schema", schema(as = OrderAction))]
    Action {
        /// Change the content.
        Replace = "replace",
        /// Begin the work.
        Start = "start",
        /// The work is done.
        Complete = "complete",
        /// Call it off.
        Cancel = "cancel",
        /// Go on with work that was called done.
        Reopen = "reopen",
        /// Settle it.
        Close = "close",
        /// Make an invoice of it; an order is invoiced in as many parts as needed.
        Invoice = "invoice",
        /// Report time on it: before the start is noted, and late, but not once it is settled.
        ReportTime = "report_time",
    }
}

/// What a status allows, and where it leads.
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Planned, Action::Replace, Status::Planned),
    (Status::Planned, Action::Start, Status::InProgress),
    (Status::Planned, Action::Complete, Status::Completed),
    (Status::Planned, Action::Cancel, Status::Cancelled),
    (Status::Planned, Action::Invoice, Status::Planned),
    (Status::Planned, Action::ReportTime, Status::Planned),
    (Status::InProgress, Action::Replace, Status::InProgress),
    (Status::InProgress, Action::Complete, Status::Completed),
    (Status::InProgress, Action::Cancel, Status::Cancelled),
    (Status::InProgress, Action::Invoice, Status::InProgress),
    (Status::InProgress, Action::ReportTime, Status::InProgress),
    (Status::Completed, Action::Reopen, Status::InProgress),
    (Status::Completed, Action::Close, Status::Closed),
    (Status::Completed, Action::Invoice, Status::Completed),
    (Status::Completed, Action::ReportTime, Status::Completed),
]);

impl Status {
    /// Whether work is still to be done: what the list of open orders shows.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
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
planned: replace>planned start>in_progress complete>completed cancel>cancelled invoice>planned report_time>planned
in_progress: replace>in_progress complete>completed cancel>cancelled invoice>in_progress report_time>in_progress
completed: reopen>in_progress close>closed invoice>completed report_time>completed
closed:
cancelled:
"
        );
    }

    #[test]
    fn open_is_what_can_still_be_worked_on() {
        assert_eq!(Status::ALL.map(Status::is_open), [true, true, false, false, false]);
    }
}
