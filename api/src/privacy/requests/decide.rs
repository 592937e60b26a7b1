//! `decidePrivacyRequest`.

use super::{
    dto::{DecidePrivacyRequest, PrivacyDecision, PrivacyRequest, PrivacyRequestPath},
    entity::privacy_decision,
    links,
    store::{self, To},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem,
        Problems, Reply, perm,
    },
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, LinkPurpose, is_grounded, outcome},
    privacy_request::Action,
};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// Says what becomes of each datum, on which ground of the law where it is refused. Deciding again replaces what was
/// decided, until it is answered.
#[utoipa::path(tag = "privacy", operation_id = "decidePrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = DecidePrivacyRequest,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/decide")]
pub async fn decide_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<DecidePrivacyRequest>,
) -> Result<Reply, Problem> {
    let (by, decisions) = (auth.membership_id, check(body.0.decisions)?);
    let done = (Action::Decide, EventKind::PrivacyRequestDecided);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            tx.delete_where::<privacy_decision::Entity>(privacy_decision::Column::RequestId.eq(row.id))
                .await?;
            for (position, d) in (0..).zip(&decisions) {
                let one = privacy_decision::Model {
                    company_id: tx.company_id(),
                    request_id: row.id,
                    position,
                    datum: d.datum.clone(),
                    result: d.result.as_str().to_owned(),
                    ground: d.ground.map(|g| g.as_str().to_owned()),
                    note: d.note.clone(),
                };
                tx.insert::<privacy_decision::Entity, _>(privacy_decision::ActiveModel::from(one).reset_all())
                    .await?;
            }
            let results: Vec<_> = decisions.iter().map(|d| d.result).collect();
            row.outcome = outcome(&results).map(|o| o.as_str().to_owned());
            links::end(tx, row.id, Some(LinkPurpose::Information)).await?;
            store::enter(tx, row, (Entry::Decided, ""), Some(by), To::Nobody).await?;
            Ok(())
        },
    )
    .await
}

fn check(decisions: Vec<PrivacyDecision>) -> Result<Vec<PrivacyDecision>, Problem> {
    let mut errors = Vec::new();
    let decisions: Vec<_> = decisions
        .into_iter()
        .enumerate()
        .map(|(i, d)| {
            let d = PrivacyDecision {
                datum: d.datum.trim().to_owned(),
                note: d.note.trim().to_owned(),
                ..d
            };
            if d.datum.is_empty() {
                errors.push(FieldError::new(format!("/decisions/{i}/datum"), FieldCode::Required));
            }
            if !is_grounded(d.result, d.ground) {
                let code = if d.ground.is_some() {
                    FieldCode::Invalid
                } else {
                    FieldCode::Required
                };
                errors.push(FieldError::new(format!("/decisions/{i}/ground"), code));
            }
            d
        })
        .collect();
    if errors.is_empty() {
        Ok(decisions)
    } else {
        Err(Problem::fields(errors))
    }
}
