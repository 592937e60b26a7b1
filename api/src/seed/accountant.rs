//! What does the accountant of the demo do? Takes the vouchers over month by month, a month after its end.

use super::{driver::Driver, people::People};
use crate::http::Problem;
use chrono::{Datelike, Months, NaiveDate};
use serde_json::json;

/// The first working day from the third of a month is when the accountant comes.
pub(super) fn comes_on(day: NaiveDate, came_in: u32) -> bool {
    day.day() >= 3 && day.month() != came_in
}

/// Takes over what there is through the end of the month before last.
pub(super) async fn take_over(d: &Driver, people: &People, day: NaiveDate) -> Result<(), Problem> {
    let through = day
        .with_day(1)
        .and_then(|first| first.checked_sub_months(Months::new(1)))
        .and_then(|first| first.pred_opt());
    let (Some(through), Some(accountant)) = (through, people.accountant()) else {
        return Ok(());
    };
    let there = d.get(accountant, &format!("/vouchers?to={through}&limit=1")).await?;
    // In the first weeks there is nothing to take over.
    if there["items"].as_array().is_none_or(Vec::is_empty) {
        return Ok(());
    }
    let body = json!({ "through": through });
    d.post(accountant, "/voucher-exports", body).await?;
    Ok(())
}
