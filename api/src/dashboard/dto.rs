//! What the dashboard looks like on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A month of business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MonthOfInvoices {
    /// `2026-11`.
    pub month: String,
    /// Issued, in öre, VAT included.
    pub invoiced_ore: i64,
    /// Paid, in öre.
    pub paid_ore: i64,
    /// Of what was issued, late now, in öre.
    pub overdue_ore: i64,
}

/// Something that happened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecentEvent {
    /// What kind of thing it happened to.
    pub kind: String,
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// What happened.
    pub event: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What waits. Null is what the caller's role may not see.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Dashboard {
    /// Left to pay on issued invoices, in öre.
    pub unpaid_ore: Option<i64>,
    /// Of that, late, in öre.
    pub overdue_ore: Option<i64>,
    /// Late invoices.
    pub overdue_count: Option<i64>,
    /// Invoices that aren't issued.
    pub drafts_count: Option<i64>,
    /// Tax deductions that can be asked for now.
    pub deductions_ready_count: Option<i64>,
    /// The last day to ask for the first of them; null when there is none.
    pub deductions_deadline_on: Option<NaiveDate>,
    /// Offers that wait for an answer and are still good.
    pub offers_waiting_count: Option<i64>,
    /// What they come to, in öre.
    pub offers_waiting_ore: Option<i64>,
    /// Orders that are planned or in progress.
    pub orders_open_count: Option<i64>,
    /// Weeks that wait for approval.
    pub timesheets_to_approve_count: Option<i64>,
    /// Privacy requests that are to be answered within a week.
    pub privacy_near_count: Option<i64>,
    /// Privacy requests that are late.
    pub privacy_late_count: Option<i64>,
    /// Breaches that are to be reported or decided on, and aren't late.
    pub breaches_running_count: Option<i64>,
    /// Breaches whose time to be reported is over.
    pub breaches_late_count: Option<i64>,
    /// The caller's own time this week, in minutes.
    pub my_minutes_this_week: i64,
    /// This week: `2026-W48`.
    pub my_week: String,
    /// The last twelve months, oldest first; this one is not over.
    pub invoiced_by_month: Option<Vec<MonthOfInvoices>>,
    /// What happened lately, newest first.
    pub recent: Vec<RecentEvent>,
}
