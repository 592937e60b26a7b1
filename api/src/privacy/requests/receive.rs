//! `receivePrivacyInformation`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestPath, PrivacyRequestText},
    links,
    store::{self, To},
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, LinkPurpose},
    privacy_request::Action,
};

/// Enters what the person answered by another way than the link.
#[utoipa::path(tag = "privacy", operation_id = "receivePrivacyInformation",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestText,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/information")]
pub async fn receive_privacy_information(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestText>,
) -> Result<Reply, Problem> {
    let (by, text) = (auth.membership_id, store::said(body.0)?);
    let done = (Action::ReceiveInformation, EventKind::PrivacyRequestInformed);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            links::end(tx, row.id, Some(LinkPurpose::Information)).await?;
            store::enter(tx, row, (Entry::Information, &text), Some(by), To::Nobody).await?;
            Ok(())
        },
    )
    .await
}
