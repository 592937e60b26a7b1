//! `chooseLanguage`.

use super::{dto::ChooseLanguage, entity::user_account, store};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::Set;

/// Chooses one's own language: of the pages where the browser knows no other, and of the service's letters.
#[utoipa::path(tag = "users", operation_id = "chooseLanguage", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["self"]))), request_body = ChooseLanguage,
    responses((status = 204, description = "It holds"), Problems))]
#[post("/me/language")]
pub async fn choose_language(
    app: App,
    auth: Auth<perm::Own>,
    command: Command,
    body: Json<ChooseLanguage>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_user(tx, auth.user_id).await?;
        let after = user_account::Model {
            language: body.0.language.as_str().to_owned(),
            ..before.clone()
        };
        tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
            id: Set(after.id),
            language: Set(after.language.clone()),
            ..Default::default()
        })
        .await?;
        let event = Event::new(EventKind::UserReplaced, EntityKind::User, auth.membership_id).changed(
            "user_account",
            Some(&before),
            &after,
        );
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}
