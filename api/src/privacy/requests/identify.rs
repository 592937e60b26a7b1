//! `confirmPrivacyRequestIdentity`.

use super::{
    confirm::identified,
    dto::{ConfirmPrivacyRequestIdentity, PrivacyRequest, PrivacyRequestPath},
    links,
    store::{self, To},
};
use crate::{
    app::App,
    customers::customer,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, Identity, LinkPurpose, Plane},
    privacy_request::Action,
};
use sea_orm::ColumnTrait;

/// Writes down how it was confirmed who asks, when no link could do it.
#[utoipa::path(tag = "privacy", operation_id = "confirmPrivacyRequestIdentity",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = ConfirmPrivacyRequestIdentity,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/identity")]
pub async fn confirm_privacy_request_identity(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ConfirmPrivacyRequestIdentity>,
) -> Result<Reply, Problem> {
    let note = body.0.note.trim().to_owned();
    if note.is_empty() {
        return Err(Problem::field("/note", FieldCode::Required));
    }
    let by = auth.membership_id;
    let done = (Action::ConfirmIdentity, EventKind::PrivacyRequestIdentified);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            if let Some(id) = body.0.customer_id {
                let known = tx
                    .find::<customer::Entity>()
                    .filter(customer::Column::Id.eq(id))
                    .one()
                    .await?;
                if known.is_none() || row.plane == Plane::Operator.as_str() {
                    return Err(Problem::field("/customer_id", FieldCode::NotFound));
                }
                row.subject_kind = Some("customer".to_owned());
                row.subject_id = Some(id);
            }
            row.identity_by = Some(by);
            row.identity_note.clone_from(&note);
            identified(tx, row, Identity::Staff);
            links::end(tx, row.id, Some(LinkPurpose::Identity)).await?;
            store::enter(tx, row, (Entry::Identified, &note), Some(by), To::Nobody).await?;
            Ok(())
        },
    )
    .await
}
