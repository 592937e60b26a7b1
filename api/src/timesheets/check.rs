//! Is a time entry's input right?

use super::{dto::TimeEntryInput, store};
use crate::{
    http::{FieldCode, FieldError, Problem},
    lines,
    store::ReadTx,
};
use chrono::{Days, NaiveDate};
use kontoret_core::timesheet::{MINUTES_PER_DAY, MinutesError, check_minutes};
use uuid::Uuid;

/// How many days ahead time can be reported: a planned absence of next week, not a slip of the finger.
const DAYS_AHEAD: u64 = 7;

/// Checks and tidies what needs no database.
///
/// # Errors
/// All fields that need mending.
pub(super) fn input(mut e: TimeEntryInput, today: NaiveDate) -> Result<TimeEntryInput, Problem> {
    let mut errors = Vec::new();
    lines::check_date("/worked_on", Some(e.worked_on), today, &mut errors);
    let ahead = today
        .checked_add_days(Days::new(DAYS_AHEAD))
        .is_some_and(|last| e.worked_on > last);
    if ahead && errors.is_empty() {
        errors.push(FieldError::new("/worked_on", FieldCode::DateOutOfRange));
    }
    if e.billable && e.order_id.is_none() {
        errors.push(FieldError::new("/billable", FieldCode::Invalid));
    }
    e.activity = e.activity.trim().to_owned();
    if errors.is_empty() {
        Ok(e)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Whether the minutes fit into the employee's day beside its other entries.
///
/// # Errors
/// `invalid_fields` at `/minutes`, with what the day has left.
pub(super) async fn day(
    tx: &ReadTx,
    membership_id: Uuid,
    e: &TimeEntryInput,
    beside: Option<Uuid>,
) -> Result<(), Problem> {
    let others = store::minutes_beside(tx, membership_id, e.worked_on, beside).await?;
    let error = |code| FieldError::new("/minutes", code);
    let refused = match check_minutes(e.minutes.into(), others) {
        Ok(()) => return Ok(()),
        Err(MinutesError::TooSmall) => error(FieldCode::TooSmall).with("min", 1),
        Err(MinutesError::TooLarge) => error(FieldCode::TooLarge).with("max", MINUTES_PER_DAY),
        Err(MinutesError::DayFull { remaining }) => error(FieldCode::DayTooLong).with("max", remaining),
    };
    Err(Problem::fields(vec![refused]))
}
