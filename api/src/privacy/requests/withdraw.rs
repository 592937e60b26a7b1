//! `withdrawPrivacyRequest`.

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
use kontoret_core::{event::EventKind, privacy_case::Entry, privacy_request::Action};

/// Notes that the person took the request back, or that who asks was never confirmed; the person is told.
#[utoipa::path(tag = "privacy", operation_id = "withdrawPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestText,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/withdraw")]
pub async fn withdraw_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestText>,
) -> Result<Reply, Problem> {
    let (by, reason) = (auth.membership_id, store::said(body.0)?);
    let done = (Action::Withdraw, EventKind::PrivacyRequestWithdrawn);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            links::end(tx, row.id, None).await?;
            store::enter(tx, row, (Entry::Withdrawn, &reason), Some(by), To::Person).await?;
            Ok(())
        },
    )
    .await
}
