//! `createRecipient`.

use super::{
    dto::{Recipient, RecipientInput},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Registers somebody who is given personal data. Who is outside Sweden is refused.
#[utoipa::path(tag = "privacy", operation_id = "createRecipient", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = RecipientInput,
    responses((status = 201, description = "The recipient", body = Recipient), Problems))]
#[post("/recipients")]
pub async fn create_recipient(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    command: Command,
    body: Json<RecipientInput>,
) -> Result<Reply, Problem> {
    let input = store::checked(body.0)?;
    app.write(&auth, &command, async |tx| {
        let row = store::insert(tx, &input).await?;
        let event =
            Event::new(EventKind::RecipientCreated, EntityKind::Recipient, row.id).changed("recipient", None, &row);
        let location = format!("/api/v1/recipients/{}", row.id);
        Ok(Done::new(
            event,
            Reply::created(location, &store::view(row)?)?.version(1),
        ))
    })
    .await
}
