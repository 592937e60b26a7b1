//! `approveTimesheet`.

use super::{
    decide::{Step, decidable, go},
    dto::{ApproveTimesheet, Timesheet, WeekPath},
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
};
use actix_web::post;
use kontoret_core::{event::EventKind, timesheet::Action};

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
        let step = Step {
            action: Action::Approve,
            event: EventKind::TimesheetApproved,
            reason: None,
        };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}
