//! `getBreach`.

use super::{
    dto::{Breach, BreachPath},
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// A breach with everything that was decided and what is owed.
#[utoipa::path(tag = "privacy", operation_id = "getBreach", params(BreachPath),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[get("/breaches/{breach_id}")]
pub async fn get_breach(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<BreachPath>,
) -> Result<Etagged<Breach>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::find(tx, path.breach_id).await?;
        let version = row.version;
        Ok(Etagged(view::whole(tx, row, &auth).await?, version))
    })
    .await
}
