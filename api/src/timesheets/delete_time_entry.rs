//! `deleteTimeEntry`.

use super::{dto::TimeEntryPath, entity::time_entry, store};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IfMatch, IfMatchHeader, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::delete;
use kontoret_core::{
    event::{EntityKind, EventKind},
    week::IsoWeek,
};
use sea_orm::ColumnTrait;

/// Deletes a time entry of a week that isn't handed in.
#[utoipa::path(tag = "timesheets", operation_id = "deleteTimeEntry", params(TimeEntryPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["time_own", "time_approve"]))),
    responses((status = 204, description = "Gone"), Problems))]
#[delete("/time-entries/{time_entry_id}")]
pub async fn delete_time_entry(
    app: App,
    auth: Auth<perm::TimeWrite>,
    path: Path<TimeEntryPath>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let seen = store::get_own_entry(tx, &auth, path.time_entry_id).await?;
        let week = store::lock_editable(tx, seen.membership_id, IsoWeek::of(seen.worked_on)).await?;
        let entry = store::get_own_entry(tx, &auth, path.time_entry_id).await?;
        if_match.expect(entry.version)?;
        if entry.timesheet_id != week.id {
            return Err(Problem::new(Code::Stale));
        }
        tx.delete_where::<time_entry::Entity>(time_entry::Column::Id.eq(entry.id))
            .await?;
        store::save_timesheet(tx, week).await?;
        let event = Event::new(EventKind::TimeEntryDeleted, EntityKind::TimeEntry, entry.id);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}
