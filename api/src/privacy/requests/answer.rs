//! `answerPrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestNote, PrivacyRequestPath},
    entity::privacy_request,
    links,
    store::{self, To},
    view,
};
use crate::{
    app::App,
    http::{
        Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Recent, Reply, perm,
    },
    privacy::{notices, subjects::dto::DataSubjectReference},
    store::{Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Decision, Entry, LinkPurpose},
    privacy_notice::Deed,
    privacy_request::{Action, Kind},
};

/// Sends the answer: a letter that the person fetches by a link, at most three times within seven days. Without an
/// address it is printed. Where data was put right or completed, the recipients that were given it are to be told.
#[utoipa::path(tag = "privacy", operation_id = "answerPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = PrivacyRequestNote,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/answer")]
pub async fn answer_privacy_request(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PrivacyRequestNote>,
) -> Result<Reply, Problem> {
    let (by, text) = (auth.membership_id, body.0.text.trim().to_owned());
    let done = (Action::Answer, EventKind::PrivacyRequestAnswered);
    store::act_with(
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
            rectified(tx, row).await
        },
    )
    .await
}

/// What was put right or completed is told to those who were given it, once it is decided for good.
async fn rectified(tx: &WriteTx, row: &privacy_request::Model) -> Result<Vec<Event>, Problem> {
    let is_of_it = matches!(store::word(&row.kind)?, Kind::Rectification | Kind::Completion);
    let is_done = view::decisions(tx, row.id)
        .await?
        .iter()
        .any(|d| d.result == Decision::Done);
    let (Some(kind), Some(id), true) = (&row.subject_kind, row.subject_id, is_of_it && is_done) else {
        return Ok(Vec::new());
    };
    let subject = DataSubjectReference {
        kind: store::word(kind)?,
        id,
    };
    let categories = notices::categories_of(subject.kind);
    notices::owe(tx, &[subject], Deed::Rectified, &categories, Some(row.id)).await
}
