//! `assignPrivacyRequest`.

use super::{
    dto::{AssignPrivacyRequest, PrivacyRequest, PrivacyRequestPath},
    store::{self, To},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
};
use actix_web::post;
use kontoret_core::{event::EventKind, privacy_case::Entry, privacy_request::Action};

/// Gives the request another handler, who is told by mail.
#[utoipa::path(tag = "privacy", operation_id = "assignPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = AssignPrivacyRequest,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/assign")]
pub async fn assign_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<AssignPrivacyRequest>,
) -> Result<Reply, Problem> {
    let (by, handler_id) = (auth.membership_id, body.0.handler_id);
    let done = (Action::Assign, EventKind::PrivacyRequestAssigned);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            if !store::deciders(tx).await?.iter().any(|p| p.id == handler_id) {
                return Err(Problem::field("/handler_id", FieldCode::NotFound));
            }
            row.handler_id = Some(handler_id);
            row.assigned_at = tx.now();
            store::enter(tx, row, (Entry::Assigned, ""), Some(by), To::Handler).await?;
            Ok(())
        },
    )
    .await
}
