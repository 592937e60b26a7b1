//! `closeBreach`.

use super::{
    check,
    dto::{Breach, BreachPath, CloseBreach},
    entity::breach,
    store::{self, Line, To},
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
};
use actix_web::post;
use kontoret_core::{
    breach::{BreachAction, BreachEntry, BreachOwed, owed},
    event::EventKind,
};

/// Closes a breach, once nothing is owed any more: `incomplete` names what is lacking, by the breach's own fields.
#[utoipa::path(tag = "privacy", operation_id = "closeBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = CloseBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/close")]
pub async fn close_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<CloseBreach>,
) -> Result<Reply, Problem> {
    let (by, text) = (auth.membership_id, body.0.text.trim().to_owned());
    let done = (BreachAction::Close, EventKind::BreachClosed);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            let lacking = lacking(row)?;
            if !lacking.is_empty() {
                return Err(Problem::new(Code::Incomplete).with_errors(lacking));
            }
            row.closed_at = Some(tx.now());
            store::enter(tx, row, Line(BreachEntry::Closed, "", &text), Some(by), To::Nobody).await
        },
    )
    .await
}

/// What is owed, by the fields of the breach that would settle it.
fn lacking(row: &breach::Model) -> Result<Vec<FieldError>, Problem> {
    let mut pointers = Vec::new();
    for owed in owed(check::facts(row)?) {
        match owed {
            BreachOwed::Documentation => pointers.extend(check::undocumented(&check::content(row)?)),
            BreachOwed::Assessment => pointers.push("/risk"),
            BreachOwed::Report => pointers.push("/reporting"),
            BreachOwed::Inform => pointers.push("/informing"),
        }
    }
    let required = |pointer| FieldError::new(pointer, FieldCode::Required);
    Ok(pointers.into_iter().map(required).collect())
}
