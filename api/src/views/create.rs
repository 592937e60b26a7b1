//! `createSavedView`.

use super::{
    dto::{SavedView, SavedViewInput},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Keeps how a list is looked at, for oneself.
#[utoipa::path(tag = "saved views", operation_id = "createSavedView", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["self"]))), request_body = SavedViewInput,
    responses((status = 201, description = "The view", body = SavedView), Problems))]
#[post("/saved-views")]
pub async fn create_saved_view(
    app: App,
    auth: Auth<perm::Own>,
    command: Command,
    body: Json<SavedViewInput>,
) -> Result<Reply, Problem> {
    let input = body.0;
    app.write(&auth, &command, async |tx| {
        let row = store::insert_view(tx, &auth, input).await?;
        let event = Event::new(EventKind::SavedViewCreated, EntityKind::SavedView, row.id);
        let view = store::view(row);
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/saved-views/{}", view.id), &view)?,
        ))
    })
    .await
}
