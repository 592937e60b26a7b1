//! `answerPrivacyQuestion`.

use super::{
    links,
    public_dto::{AnswerPrivacyQuestion, PrivacyLinkPath},
    store::{self, To},
};
use crate::{
    app::App,
    http::{FieldCode, Json, Path, Problem, Problems, Reply, context},
    offers::Unhurried,
    store::{Actor, Done},
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, LinkPurpose},
    privacy_request::Action,
};

/// Answers by a mailed link what the handler asked; the handler is told.
#[utoipa::path(tag = "public", operation_id = "answerPrivacyQuestion", params(PrivacyLinkPath), security(()),
    extensions(("x-permission" = json!([]))), request_body = AnswerPrivacyQuestion,
    responses((status = 204, description = "The handler has the answer"), Problems))]
#[post("/public/privacy-links/{token}/information")]
pub async fn answer_privacy_question(
    app: App,
    _unhurried: Unhurried,
    path: Path<PrivacyLinkPath>,
    body: Json<AnswerPrivacyQuestion>,
) -> Result<Reply, Problem> {
    let text = body.0.text.trim().to_owned();
    if text.is_empty() {
        return Err(Problem::field("/text", FieldCode::Required));
    }
    let token = links::parse(&path)?;
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(links::scope(&token), &actor, async |tx| {
        let (link, _) = links::prove(&app, tx, &token, Some(LinkPurpose::Information)).await?;
        links::used(tx, link.id).await?;
        let before = store::lock(tx, link.request_id).await?;
        let mut row = before.clone();
        store::step(tx, &mut row, Action::ReceiveInformation)?;
        store::enter(tx, &row, (Entry::Information, &text), None, To::Handler).await?;
        store::save(tx, &row).await?;
        let event = store::changed(EventKind::PrivacyRequestInformed, &before, &row);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}
