//! `listTimeEntries`.

use super::{
    dto::{ListTimeEntries, TimeEntry},
    view,
};
use crate::{
    app::App,
    http::{Auth, Json, Page, Problem, Problems, Query, perm},
};
use actix_web::get;

/// Time entries, a page at a time; without `time_read` one's own.
#[utoipa::path(tag = "timesheets", operation_id = "listTimeEntries", params(ListTimeEntries),
    extensions(("x-permission" = json!(["time_own", "time_read"]))),
    responses((status = 200, description = "A page of time entries", body = Page<TimeEntry>), Problems))]
#[get("/time-entries")]
pub async fn list_time_entries(
    app: App,
    auth: Auth<perm::TimeRead>,
    query: Query<ListTimeEntries>,
) -> Result<Json<Page<TimeEntry>>, Problem> {
    app.read(&auth, async |tx| view::list_entries(tx, &auth, &query).await)
        .await
        .map(Json)
}
