//! `fetchPrivacyAnswer`.

use super::{
    answer_pdf::{compose, respond},
    entity::privacy_request,
    links,
    public_dto::PrivacyLinkPath,
    store::{self, To},
};
use crate::{
    app::App,
    http::{Binary, Path, Problem, Problems, Reply, context},
    offers::Unhurried,
    store::{Actor, Done, Event, Scope, secret::LinkToken},
};
use actix_web::{HttpResponse, post};
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy_case::{Entry, LinkPurpose},
};

/// Fetches the answer by the mailed link, which is used up by it: at most three times within seven days.
#[utoipa::path(tag = "public", operation_id = "fetchPrivacyAnswer", params(PrivacyLinkPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The letter", body = Binary, content_type = "application/pdf"), Problems))]
#[post("/public/privacy-links/{token}/answer")]
pub async fn fetch_privacy_answer(
    app: App,
    _unhurried: Unhurried,
    path: Path<PrivacyLinkPath>,
) -> Result<HttpResponse, Problem> {
    let token = links::parse(&path)?;
    let scope = links::scope(&token);
    let (row, letter) = app
        .read_in(scope, async |tx| {
            let (_, row) = links::prove(&app, tx, &token, Some(LinkPurpose::Answer)).await?;
            let letter = compose(tx, &row).await?;
            Ok((row, letter))
        })
        .await?;
    // The letter is set before the use is counted: a fault of ours costs the person nothing.
    let file = respond(&app, letter).await?;
    fetched(&app, scope, &token, &row).await?;
    Ok(file)
}

/// Writes down that the answer was fetched by its link, which is used once by it.
///
/// # Errors
/// The database's.
pub(super) async fn fetched(
    app: &App,
    scope: Scope,
    token: &LinkToken,
    row: &privacy_request::Model,
) -> Result<(), Problem> {
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope, &actor, async |tx| {
        links::used(tx, token.id).await?;
        store::enter(tx, row, (Entry::Fetched, ""), None, To::Nobody).await?;
        let event = Event::new(
            EventKind::PrivacyRequestAnswerFetched,
            EntityKind::PrivacyRequest,
            row.id,
        );
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
    .map(|_: Reply| ())
}
