//! `requestPrivacyInformation`.

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

/// Asks the person for more, by a link that holds the answer's form. The clock goes on.
#[utoipa::path(tag = "privacy", operation_id = "requestPrivacyInformation",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestText,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/question")]
pub async fn request_privacy_information(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestText>,
) -> Result<Reply, Problem> {
    let (by, question) = (auth.membership_id, store::said(body.0)?);
    let done = (Action::AskInformation, EventKind::PrivacyRequestQuestioned);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            let entry = store::enter(tx, row, (Entry::Question, &question), Some(by), To::Person).await?;
            links::make(tx, row.id, entry, LinkPurpose::Information).await?;
            Ok(())
        },
    )
    .await
}
