//! `listSavedViews`.

use super::{
    dto::{ListSavedViews, SavedViews},
    store,
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, Query, perm},
};
use actix_web::get;

/// One's own views of a list, by name.
#[utoipa::path(tag = "saved views", operation_id = "listSavedViews", params(ListSavedViews),
    extensions(("x-permission" = json!(["self"]))),
    responses((status = 200, description = "The views", body = SavedViews), Problems))]
#[get("/saved-views")]
pub async fn list_saved_views(
    app: App,
    auth: Auth<perm::Own>,
    query: Query<ListSavedViews>,
) -> Result<Json<SavedViews>, Problem> {
    app.read(&auth, async |tx| {
        let items = store::list_views(tx, &auth, query.list).await?;
        Ok(Json(SavedViews { items }))
    })
    .await
}
