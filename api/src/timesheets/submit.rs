//! `submitTimesheet`.

use super::{
    decide::{Step, go},
    dto::{SubmitTimesheet, Timesheet, WeekPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
};
use actix_web::post;
use kontoret_core::{event::EventKind, timesheet::Action};

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
        let step = Step {
            action: Action::Submit,
            event: EventKind::TimesheetSubmitted,
            reason: None,
        };
        go(tx, &auth, membership_id, path.week, if_match, step).await
    })
    .await
}
