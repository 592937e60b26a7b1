//! `liftRestriction`.

use super::{
    dto::{LiftRestriction, ProcessingLimit, ProcessingLimitPath},
    entity::processing_limit,
    store,
};
use crate::{
    app::App,
    http::{Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Path, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    limit::ProcessingLimitKind,
};
use sea_orm::ActiveModelTrait;

/// Lifts a restriction, of which the person must have been told before (GDPR art. 18(3)), or takes back an objection. Data that
/// is restricted on another ground too stays restricted.
#[utoipa::path(tag = "privacy", operation_id = "liftRestriction", params(ProcessingLimitPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = LiftRestriction,
    responses((status = 200, description = "The limit", body = ProcessingLimit), Problems))]
#[post("/processing-limits/{processing_limit_id}/lift")]
pub async fn lift_restriction(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    path: Path<ProcessingLimitPath>,
    body: Json<LiftRestriction>,
) -> Result<Reply, Problem> {
    let asked = body.0;
    app.write(&auth, &command, async |tx| {
        let before = store::lock(tx, path.processing_limit_id).await?;
        if before.lifted_at.is_some() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let told_on = match (before.kind == ProcessingLimitKind::Restriction.as_str(), asked.told_on) {
            (true, None) => return Err(Problem::field("/told_on", FieldCode::Required)),
            (true, Some(on)) if on > tx.today() => {
                return Err(Problem::field("/told_on", FieldCode::DateOutOfRange));
            }
            (true, told_on) => told_on,
            (false, None) => None,
            (false, Some(_)) => return Err(Problem::field("/told_on", FieldCode::Invalid)),
        };
        let row = processing_limit::Model {
            lifted_at: Some(tx.now()),
            lifted_by: Some(auth.user_id),
            lifted_because: Some(asked.because.as_str().to_owned()),
            told_on,
            ..before.clone()
        };
        tx.update::<processing_limit::Entity, _>(processing_limit::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let customer = store::apply(tx, row.customer_id).await?;
        let event = Event::new(EventKind::ProcessingLimitLifted, EntityKind::ProcessingLimit, row.id).changed(
            "processing_limit",
            Some(&before),
            &row,
        );
        Ok(Done::new(event, Reply::ok(&store::view(row, &customer)?)?))
    })
    .await
}
