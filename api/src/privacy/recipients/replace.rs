//! `replaceRecipient`.

use super::{
    dto::{Recipient, RecipientInput, RecipientPath},
    entity::recipient,
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// Changes what is registered of a recipient. What it was before stays in the trail.
#[utoipa::path(tag = "privacy", operation_id = "replaceRecipient", params(RecipientPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = RecipientInput,
    responses((status = 200, description = "The recipient", body = Recipient), Problems))]
#[put("/recipients/{recipient_id}")]
pub async fn replace_recipient(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<RecipientPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<RecipientInput>,
) -> Result<Reply, Problem> {
    let input = store::checked(body.0)?;
    app.write(&auth, &command, async |tx| {
        let before = tx
            .find::<recipient::Entity>()
            .filter(recipient::Column::Id.eq(path.recipient_id))
            .for_update()
            .one()
            .await?
            .ok_or_else(Problem::not_found)?;
        if_match.expect(before.version)?;
        let mut row = store::apply(before.clone(), &input)?;
        row.version += 1;
        tx.update::<recipient::Entity, _>(recipient::ActiveModel::from(row.clone()).reset_all())
            .await
            .map_err(|e| store::taken(e.into()))?;
        let event = Event::new(EventKind::RecipientReplaced, EntityKind::Recipient, row.id).changed(
            "recipient",
            Some(&before),
            &row,
        );
        let version = row.version;
        Ok(Done::new(event, Reply::ok(&store::view(row)?)?.version(version)))
    })
    .await
}
