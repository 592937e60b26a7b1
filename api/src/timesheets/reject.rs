//! `rejectTimesheet`.

use super::{
    decide::{Step, decidable, go},
    dto::{RejectTimesheet, Timesheet, WeekPath},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
};
use actix_web::post;
use kontoret_core::{event::EventKind, timesheet::Action};

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
        let step = Step {
            action: Action::Reject,
            event: EventKind::TimesheetRejected,
            reason: Some(reason),
        };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}
