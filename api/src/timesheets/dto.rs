//! What time looks like on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{timesheet::Status, week::IsoWeek};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Time to report, or the new content of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TimeEntryInput {
    /// Whose; null: one's own, or on a change the same as before. Others' needs `time_approve`.
    pub membership_id: Option<Uuid>,
    /// On which order; null: internal time.
    pub order_id: Option<Uuid>,
    /// On which day, at most a week ahead.
    pub worked_on: NaiveDate,
    /// How long; a day's entries hold 24 hours together.
    #[validate(range(min = 1, max = 1440))]
    #[schema(minimum = 1, maximum = 1440)]
    pub minutes: i32,
    /// What was done, in a word or two.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub activity: String,
    /// More words.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: String,
    /// To be charged to the customer; only time on an order can be.
    pub billable: bool,
}

/// What can be done to a time entry now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeEntryOption {
    /// Change it.
    Replace,
    /// Delete it.
    Delete,
}

/// Time on one day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TimeEntry {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Whose.
    pub membership_id: Uuid,
    /// The employee's name.
    pub employee_name: String,
    /// On which order; null: internal time.
    pub order_id: Option<Uuid>,
    /// The order's number.
    pub order_number: Option<i64>,
    /// The order's title.
    pub order_title: Option<String>,
    /// On which day.
    pub worked_on: NaiveDate,
    /// How long.
    pub minutes: i32,
    /// What was done.
    pub activity: String,
    /// More words.
    pub note: String,
    /// To be charged to the customer.
    pub billable: bool,
    /// Where its week stands.
    pub status: Status,
    /// The invoice that has it.
    pub invoice_id: Option<Uuid>,
    /// What can be done now.
    pub actions: Vec<TimeEntryOption>,
}

/// How time entries are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum TimeEntrySort {
    /// Latest day first.
    #[default]
    #[serde(rename = "-worked_on")]
    WorkedOnDescending,
    /// Earliest day first.
    #[serde(rename = "worked_on")]
    WorkedOn,
}

/// Which time entries.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListTimeEntries {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: TimeEntrySort,
    /// Of this employee.
    pub membership_id: Option<Uuid>,
    /// On this order.
    pub order_id: Option<Uuid>,
    /// On this day or later.
    pub from_on: Option<NaiveDate>,
    /// On this day or earlier.
    pub to_on: Option<NaiveDate>,
    /// In weeks with this status.
    pub status: Option<Status>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// A time entry in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TimeEntryPath {
    /// The time entry.
    pub time_entry_id: Uuid,
}

/// A week in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct WeekPath {
    /// An ISO 8601 week.
    #[param(value_type = String, pattern = "^[0-9]{4}-W[0-9]{2}$", example = "2026-W46")]
    pub week: IsoWeek,
}

/// Whose week.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WhoseWeek {
    /// The employee; one's own week without it.
    pub membership_id: Option<Uuid>,
}

/// Whose week is handed in.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SubmitTimesheet {
    /// The employee; null: oneself. Others' needs `time_approve`.
    pub membership_id: Option<Uuid>,
}

/// Whose week is approved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ApproveTimesheet {
    /// The employee.
    pub membership_id: Uuid,
}

/// Whose week is sent back, and why.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RejectTimesheet {
    /// The employee.
    pub membership_id: Uuid,
    /// What must be mended.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// What can be done to a week now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimesheetOption {
    /// Hand it in.
    Submit,
    /// Approve and lock it.
    Approve,
    /// Send it back.
    Reject,
}

/// The sum of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimesheetDay {
    /// The day.
    pub worked_on: NaiveDate,
    /// Its minutes.
    pub minutes: i64,
}

/// An employee's week.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Timesheet {
    /// An ISO 8601 week, such as 2026-W46.
    pub week: String,
    /// Whose.
    pub membership_id: Uuid,
    /// The employee's name.
    pub employee_name: String,
    /// For `If-Match`; 0 while nothing is stored. Counts every change of the week's entries too.
    pub version: i32,
    /// Where it stands.
    pub status: Status,
    /// Why it was sent back.
    pub reason: Option<String>,
    /// Monday to Sunday.
    pub days: Vec<TimesheetDay>,
    /// The sum of the week.
    pub minutes: i64,
    /// Of that, to be charged.
    pub billable_minutes: i64,
    /// The entries, by day.
    pub entries: Vec<TimeEntry>,
    /// Who approved it or sent it back.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What can be done now.
    pub actions: Vec<TimesheetOption>,
}

/// An employee's week in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TimesheetItem {
    /// An ISO 8601 week.
    pub week: String,
    /// Whose.
    pub membership_id: Uuid,
    /// The employee's name.
    pub employee_name: String,
    /// Where it stands.
    pub status: Status,
    /// The sum of the week.
    pub minutes: i64,
    /// Of that, to be charged.
    pub billable_minutes: i64,
    /// For `If-Match`.
    pub version: i32,
}

/// How weeks are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum TimesheetSort {
    /// Latest week first.
    #[default]
    #[serde(rename = "-week")]
    WeekDescending,
    /// Earliest week first.
    #[serde(rename = "week")]
    Week,
}

/// Which weeks.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListTimesheets {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: TimesheetSort,
    /// With this status.
    pub status: Option<Status>,
    /// Of this week.
    #[param(value_type = Option<String>, pattern = "^[0-9]{4}-W[0-9]{2}$")]
    pub week: Option<IsoWeek>,
    /// Of this employee.
    pub membership_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}
