//! `getTimesheet`.

use super::{
    dto::{Timesheet, WeekPath, WhoseWeek},
    view,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Query, Reply, perm},
};
use actix_web::get;

/// An employee's week with its entries. A week in which nothing happened has version 0.
#[utoipa::path(tag = "timesheets", operation_id = "getTimesheet", params(WeekPath, WhoseWeek),
    extensions(("x-permission" = json!(["time_own", "time_read"]))),
    responses((status = 200, description = "The week", body = Timesheet), Problems))]
#[get("/timesheets/{week}")]
pub async fn get_timesheet(
    app: App,
    auth: Auth<perm::TimeRead>,
    path: Path<WeekPath>,
    query: Query<WhoseWeek>,
) -> Result<Reply, Problem> {
    let membership_id = query.membership_id.unwrap_or(auth.membership_id);
    // No 304 by version: names and what the caller can do change without it.
    app.read(&auth, async |tx| {
        let week = view::week(tx, &auth, membership_id, path.week).await?;
        Ok(Reply::ok(&week)?.version(week.version))
    })
    .await
}
