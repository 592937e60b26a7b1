//! `addToBreach`.

use super::{
    dto::{AddToBreach, Breach, BreachAdditionKind, BreachPath},
    store::{self, Line, To},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
};
use actix_web::post;
use kontoret_core::{
    breach::{BreachAction, BreachEntry},
    event::EventKind,
};

/// Adds to the time line, open or closed: what the authority was told in addition (GDPR art. 33(4)), or a note. It isn't changed
/// afterwards.
#[utoipa::path(tag = "privacy", operation_id = "addToBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = AddToBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/entries")]
pub async fn add_to_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<AddToBreach>,
) -> Result<Reply, Problem> {
    let (by, text) = (auth.membership_id, body.0.text.trim().to_owned());
    if text.is_empty() {
        return Err(Problem::field("/text", FieldCode::Required));
    }
    let kind = match body.0.kind {
        BreachAdditionKind::Supplement => BreachEntry::Supplement,
        BreachAdditionKind::Note => BreachEntry::Note,
    };
    let done = (BreachAction::Add, EventKind::BreachAdded);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| store::enter(tx, row, Line(kind, "", &text), Some(by), To::Nobody).await,
    )
    .await
}
