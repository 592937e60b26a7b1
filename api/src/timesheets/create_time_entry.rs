//! `createTimeEntry`.

use super::{
    check,
    dto::{TimeEntry, TimeEntryInput},
    entity::time_entry,
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    orders,
    store::Done,
};
use actix_web::post;
use kontoret_core::{event::EventKind, week::IsoWeek};

/// Reports time. The first on an order that was only planned begins its work.
#[utoipa::path(tag = "timesheets", operation_id = "createTimeEntry", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["time_own", "time_approve"]))), request_body = TimeEntryInput,
    responses((status = 201, description = "The time entry", body = TimeEntry), Problems))]
#[post("/time-entries")]
pub async fn create_time_entry(
    app: App,
    auth: Auth<perm::TimeWrite>,
    command: Command,
    body: Json<TimeEntryInput>,
) -> Result<Reply, Problem> {
    let input = check::input(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let membership_id = store::whose(tx, &auth, input.membership_id).await?;
        let week = store::lock_editable(tx, membership_id, IsoWeek::of(input.worked_on)).await?;
        check::day(tx, membership_id, &input, None).await?;
        let started = match input.order_id {
            Some(order_id) => orders::report_time(tx, &auth, order_id).await?,
            None => None,
        };
        let row = time_entry::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            version: 1,
            membership_id,
            timesheet_id: week.id,
            order_id: input.order_id,
            worked_on: input.worked_on,
            minutes: input.minutes,
            activity: input.activity.clone(),
            note: input.note.clone(),
            billable: input.billable,
            invoice_id: None,
            invoice_line_id: None,
            created_at: tx.now(),
        };
        store::insert_entry(tx, &row).await?;
        store::save_timesheet(tx, week).await?;
        let event = store::entry_event(EventKind::TimeEntryCreated, None, &row);
        let entry = view::get_entry(tx, &auth, row.id).await?;
        let reply = Reply::created(format!("/api/v1/time-entries/{}", row.id), &entry)?.version(1);
        let done = Done::new(event, reply);
        Ok(match started {
            Some(event) => done.and(event),
            None => done,
        })
    })
    .await
}
