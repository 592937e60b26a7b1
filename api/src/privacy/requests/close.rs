//! `closePrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestNote, PrivacyRequestPath},
    store::{self, To},
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm,
    },
    privacy::notices,
};
use actix_web::post;
use kontoret_core::{event::EventKind, privacy_case::Entry, privacy_request::Action};

/// Closes a request that was answered, once every recipient of the data was told (GDPR art. 19).
#[utoipa::path(tag = "privacy", operation_id = "closePrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestNote,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/close")]
pub async fn close_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestNote>,
) -> Result<Reply, Problem> {
    let (by, note) = (auth.membership_id, body.0.text.trim().to_owned());
    let done = (Action::Close, EventKind::PrivacyRequestClosed);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            if notices::are_owed(tx, row.id).await? {
                return Err(Problem::new(Code::NoticesOwed));
            }
            store::enter(tx, row, (Entry::Closed, &note), Some(by), To::Nobody).await?;
            Ok(())
        },
    )
    .await
}
