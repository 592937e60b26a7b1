//! `submitTimesheet`, `approveTimesheet`, `rejectTimesheet`.

use super::{
    dto::{ApproveTimesheet, RejectTimesheet, SubmitTimesheet, Timesheet, WeekPath},
    entity::timesheet,
    store, view,
};
use crate::{
    app::App,
    http::{
        Auth, Caller, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem,
        Problems, Reply, perm,
    },
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    timesheet::{Action, TRANSITIONS, may_decide},
    week::IsoWeek,
};
use uuid::Uuid;

/// Hands a week in; its entries are fixed from then on. A week that was sent back can be handed in again.
#[utoipa::path(tag = "timesheets", operation_id = "submitTimesheet",
    params(WeekPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["time_own", "time_approve"]))), request_body = SubmitTimesheet,
    responses((status = 200, description = "The week", body = Timesheet), Problems))]
#[post("/timesheets/{week}/submit")]
pub async fn submit_timesheet(
    app: App,
    auth: Auth<perm::TimeWrite>,
    path: Path<WeekPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<SubmitTimesheet>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let membership_id = store::whose(tx, &auth, body.0.membership_id).await?;
        let step = Step { action: Action::Submit, event: EventKind::TimesheetSubmitted, reason: None };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}

/// Approves a week for good. `If-Match` counts its entries too, so nothing unseen is approved. Only an owner or admin
/// approves the own week.
#[utoipa::path(tag = "timesheets", operation_id = "approveTimesheet",
    params(WeekPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["time_approve"]))), request_body = ApproveTimesheet,
    responses((status = 200, description = "The week", body = Timesheet), Problems))]
#[post("/timesheets/{week}/approve")]
pub async fn approve_timesheet(
    app: App,
    auth: Auth<perm::TimeApprove>,
    path: Path<WeekPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ApproveTimesheet>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let membership_id = decidable(tx, &auth, body.0.membership_id).await?;
        let step = Step { action: Action::Approve, event: EventKind::TimesheetApproved, reason: None };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}

/// Sends a week back with a reason; its employee can change it again.
#[utoipa::path(tag = "timesheets", operation_id = "rejectTimesheet",
    params(WeekPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["time_approve"]))), request_body = RejectTimesheet,
    responses((status = 200, description = "The week", body = Timesheet), Problems))]
#[post("/timesheets/{week}/reject")]
pub async fn reject_timesheet(
    app: App,
    auth: Auth<perm::TimeApprove>,
    path: Path<WeekPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<RejectTimesheet>,
) -> Result<Reply, Problem> {
    let reason = body.0.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("/reason", FieldCode::Required));
    }
    app.write(&auth, &command, async |tx| {
        let membership_id = decidable(tx, &auth, body.0.membership_id).await?;
        let step = Step { action: Action::Reject, event: EventKind::TimesheetRejected, reason: Some(reason) };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}

/// An employee on whose week the caller may decide.
async fn decidable(tx: &WriteTx, caller: &Caller, membership_id: Uuid) -> Result<Uuid, Problem> {
    let id = store::whose(tx, caller, Some(membership_id)).await?;
    if may_decide(caller.role, id == caller.membership_id) { Ok(id) } else { Err(Problem::new(Code::Forbidden)) }
}

struct Step {
    action: Action,
    event: EventKind,
    reason: Option<String>,
}

async fn go(
    tx: &WriteTx,
    caller: &Caller,
    membership_id: Uuid,
    week: IsoWeek,
    if_match: IfMatch,
    step: Step,
) -> Result<Done, Problem> {
    let before = store::lock_timesheet(tx, membership_id, week).await?;
    if_match.expect(before.version)?;
    let status = TRANSITIONS
        .next(store::word(&before.status)?, step.action)
        .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
    let decided = step.action != Action::Submit;
    let row = timesheet::Model {
        status: status.as_str().to_owned(),
        reason: step.reason,
        decided_by: decided.then_some(caller.membership_id),
        decided_at: decided.then(|| tx.now()),
        ..before.clone()
    };
    let row = store::save_timesheet(tx, row).await?;
    let event =
        Event::new(step.event, EntityKind::Timesheet, row.id).changed("timesheet", Some(&before), &row);
    let shown = view::week(tx, caller, membership_id, week).await?;
    Ok(Done::new(event, Reply::ok(&shown)?.version(row.version)))
}
