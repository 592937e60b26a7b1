//! `approveRetentionRun`.

use super::{
    dto::{ApproveRetentionRun, RetentionRun, RetentionRunPath},
    entity::retention_run,
    list_runs,
};
use crate::{
    app::App,
    http::{
        Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Recent, Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    retention::{ApprovalError, RunState, approve},
};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// Approves a run that takes the data of more than a hundred people. It takes two people; then it goes within a quarter of an
/// hour.
#[utoipa::path(tag = "privacy", operation_id = "approveRetentionRun",
    params(RetentionRunPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = ApproveRetentionRun,
    responses((status = 200, description = "The run", body = RetentionRun), Problems))]
#[post("/retention/runs/{run_id}/approve")]
pub async fn approve_retention_run(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    path: Path<RetentionRunPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ApproveRetentionRun>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = tx
            .find::<retention_run::Entity>()
            .filter(retention_run::Column::Id.eq(path.run_id))
            .for_update()
            .one()
            .await?
            .ok_or_else(Problem::not_found)?;
        if_match.expect(before.version)?;
        if body.0.subjects != before.subjects {
            return Err(Problem::field("/subjects", FieldCode::Invalid));
        }
        let mut row = before.clone();
        let state: RunState = row.state.parse().map_err(Problem::internal)?;
        let next = approve(state, row.first_approved_by.as_ref(), &auth.membership_id).map_err(refused)?;
        if next == RunState::Approved {
            row.approved_by = Some(auth.membership_id);
            row.approved_at = Some(tx.now());
        } else {
            row.first_approved_by = Some(auth.membership_id);
        }
        next.as_str().clone_into(&mut row.state);
        row.version += 1;
        tx.update::<retention_run::Entity, _>(retention_run::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let event = Event::new(EventKind::RetentionRunApproved, EntityKind::RetentionRun, row.id).changed(
            "retention_run",
            Some(&before),
            &row,
        );
        let version = row.version;
        let mut answer = list_runs::view(tx, vec![row], &auth, body.0.language).await?;
        let answer = answer.pop().ok_or_else(Problem::not_found)?;
        Ok(Done::new(event, Reply::ok(&answer)?.version(version)))
    })
    .await
}

fn refused(e: ApprovalError) -> Problem {
    Problem::new(match e {
        ApprovalError::NotWaiting => Code::NotAllowedInStatus,
        ApprovalError::SamePerson => Code::SecondPersonRequired,
    })
}
