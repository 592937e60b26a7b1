//! `deleteSavedView`.

use super::{dto::SavedViewPath, entity::saved_view, store};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::delete;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::ColumnTrait;

/// Lets one of one's own views go.
#[utoipa::path(tag = "saved views", operation_id = "deleteSavedView", params(SavedViewPath, DryRun),
    extensions(("x-permission" = json!(["self"]))),
    responses((status = 204, description = "It is gone"), Problems))]
#[delete("/saved-views/{saved_view_id}")]
pub async fn delete_saved_view(
    app: App,
    auth: Auth<perm::Own>,
    path: Path<SavedViewPath>,
    command: Command,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let row = store::get_view(tx, &auth, path.saved_view_id).await?;
        tx.delete_where::<saved_view::Entity>(saved_view::Column::Id.eq(row.id))
            .await?;
        Ok(Done::new(
            Event::new(EventKind::SavedViewDeleted, EntityKind::SavedView, row.id),
            Reply::no_content(),
        ))
    })
    .await
}
