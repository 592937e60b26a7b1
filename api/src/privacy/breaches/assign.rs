//! `assignBreach`.

use super::{
    dto::{AssignBreach, Breach, BreachPath},
    store::{self, Line, To},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
    privacy::requests::deciders,
};
use actix_web::post;
use kontoret_core::{
    breach::{BreachAction, BreachEntry},
    event::EventKind,
};

/// Gives the breach another handler, who is told by mail.
#[utoipa::path(tag = "privacy", operation_id = "assignBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = AssignBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/assign")]
pub async fn assign_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<AssignBreach>,
) -> Result<Reply, Problem> {
    let (by, handler_id) = (auth.membership_id, body.0.handler_id);
    let done = (BreachAction::Assign, EventKind::BreachAssigned);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            if !deciders(tx).await?.iter().any(|p| p.id == handler_id) {
                return Err(Problem::field("/handler_id", FieldCode::NotFound));
            }
            row.handler_id = Some(handler_id);
            row.assigned_at = tx.now();
            store::enter(tx, row, Line(BreachEntry::Assigned, "", ""), Some(by), To::Handler).await
        },
    )
    .await
}
