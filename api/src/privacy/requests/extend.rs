//! `extendPrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestPath, PrivacyRequestText},
    store::{self, To},
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::Entry,
    privacy_request::{Action, ExtendError, extend},
};

/// Takes up to two further months, once and before the deadline, for a reason that the person is told (art. 12(3)).
#[utoipa::path(tag = "privacy", operation_id = "extendPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestText,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/extend")]
pub async fn extend_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestText>,
) -> Result<Reply, Problem> {
    let (by, reason) = (auth.membership_id, body.0.text.trim().to_owned());
    let done = (Action::Extend, EventKind::PrivacyRequestExtended);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            let clock = extend(store::clock(row), &reason, tx.today()).map_err(|e| match e {
                ExtendError::NoReason => Problem::field("/text", FieldCode::Required),
                ExtendError::Twice | ExtendError::TooLate => Problem::new(Code::NotAllowedInStatus),
            })?;
            store::set_clock(row, clock);
            row.extended_reason.clone_from(&reason);
            store::enter(tx, row, (Entry::Extended, &reason), Some(by), To::Person).await?;
            Ok(())
        },
    )
    .await
}
