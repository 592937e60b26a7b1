//! `answerPrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestNote, PrivacyRequestPath},
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

/// Sends the answer: a letter that the person fetches by a link, at most three times within seven days. Without an
/// address it is printed.
#[utoipa::path(tag = "privacy", operation_id = "answerPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = PrivacyRequestNote,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/answer")]
pub async fn answer_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestNote>,
) -> Result<Reply, Problem> {
    let (by, text) = (auth.membership_id, body.0.text.trim().to_owned());
    let done = (Action::Answer, EventKind::PrivacyRequestAnswered);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            row.answer.clone_from(&text);
            row.answered_at = Some(tx.now());
            let entry = store::enter(tx, row, (Entry::Answered, ""), Some(by), To::Person).await?;
            if !row.email.is_empty() {
                links::make(tx, row.id, entry, LinkPurpose::Answer).await?;
            }
            Ok(())
        },
    )
    .await
}
