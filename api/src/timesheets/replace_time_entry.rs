//! `replaceTimeEntry`.

use super::{
    check,
    dto::{TimeEntry, TimeEntryInput, TimeEntryPath},
    entity::{time_entry, timesheet},
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, FieldCode, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    orders,
    store::{Done, WriteTx},
};
use actix_web::put;
use kontoret_core::{event::EventKind, week::IsoWeek};

/// Replaces a time entry's content. It can move to another day, also of another week, but stays its employee's.
#[utoipa::path(tag = "timesheets", operation_id = "replaceTimeEntry", params(TimeEntryPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["time_own", "time_approve"]))), request_body = TimeEntryInput,
    responses((status = 200, description = "The time entry", body = TimeEntry), Problems))]
#[put("/time-entries/{time_entry_id}")]
pub async fn replace_time_entry(
    app: App,
    auth: Auth<perm::TimeWrite>,
    path: Path<TimeEntryPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<TimeEntryInput>,
) -> Result<Reply, Problem> {
    let input = check::input(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let (before, week) = lock(tx, &auth, path.time_entry_id, &input).await?;
        if_match.expect(before.version)?;
        if input.membership_id.is_some_and(|id| id != before.membership_id) {
            return Err(Problem::field("/membership_id", FieldCode::Invalid));
        }
        check::day(tx, before.membership_id, &input, Some(before.id)).await?;
        let started = match input.order_id {
            Some(order_id) => orders::report_time(tx, &auth, order_id).await?,
            None => None,
        };
        let row = time_entry::Model {
            version: before.version + 1,
            timesheet_id: week.id,
            order_id: input.order_id,
            worked_on: input.worked_on,
            minutes: input.minutes,
            activity: input.activity.clone(),
            note: input.note.clone(),
            billable: input.billable,
            ..before.clone()
        };
        store::save_entry(tx, &row).await?;
        store::save_timesheet(tx, week).await?;
        let event = store::entry_event(EventKind::TimeEntryReplaced, Some(&before), &row);
        let entry = view::get_entry(tx, &auth, row.id).await?;
        let done = Done::new(event, Reply::ok(&entry)?.version(row.version));
        Ok(match started {
            Some(event) => done.and(event),
            None => done,
        })
    })
    .await
}

/// Locks the weeks that an entry leaves and comes to, always the earlier one first, and reads the entry under the
/// lock. Answers the week that it comes to; the one that it leaves has its new version already.
async fn lock(
    tx: &WriteTx,
    caller: &crate::http::Caller,
    id: uuid::Uuid,
    input: &TimeEntryInput,
) -> Result<(time_entry::Model, timesheet::Model), Problem> {
    let seen = store::get_own_entry(tx, caller, id).await?;
    let (from, to) = (IsoWeek::of(seen.worked_on), IsoWeek::of(input.worked_on));
    let first = store::lock_editable(tx, seen.membership_id, from.min(to)).await?;
    let (left, week) = if from == to {
        (None, first)
    } else {
        let second = store::lock_editable(tx, seen.membership_id, from.max(to)).await?;
        if from < to {
            (Some(first), second)
        } else {
            (Some(second), first)
        }
    };
    let entry = store::get_own_entry(tx, caller, id).await?;
    if entry.worked_on != seen.worked_on {
        // Moved while this waited: what the caller read is old.
        return Err(Problem::new(crate::http::Code::Stale));
    }
    if let Some(left) = left {
        store::save_timesheet(tx, left).await?;
    }
    Ok((entry, week))
}
