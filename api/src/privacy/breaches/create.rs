//! `createBreach`.

use super::{
    check,
    dto::{Breach, BreachInput},
    store::{self, From},
    view,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::Done,
};
use actix_web::post;

/// Puts a breach into the register, reported or not (GDPR art. 33(5)). From the moment of discovery the hours count. Whoever
/// registers it handles it until somebody else is named.
#[utoipa::path(tag = "privacy", operation_id = "createBreach", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = BreachInput,
    responses((status = 201, description = "The breach", body = Breach), Problems))]
#[post("/breaches")]
pub async fn create_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    command: Command,
    body: Json<BreachInput>,
) -> Result<Reply, Problem> {
    let input = check::checked(body.0, app.clock.now())?;
    app.write(&auth, &command, async |tx| {
        let row = store::open(tx, &input, From::Staff(auth.membership_id), app.config.breach_hours).await?;
        let (event, location) = (store::registered(&row), format!("/api/v1/breaches/{}", row.id));
        let version = row.version;
        let answer: Breach = view::whole(tx, row, &auth).await?;
        Ok(Done::new(event, Reply::created(location, &answer)?.version(version)))
    })
    .await
}
