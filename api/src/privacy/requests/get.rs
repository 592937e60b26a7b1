//! `getPrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestPath},
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// A request with everything that happened to it.
#[utoipa::path(tag = "privacy", operation_id = "getPrivacyRequest", params(PrivacyRequestPath),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[get("/privacy-requests/{request_id}")]
pub async fn get_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<PrivacyRequestPath>,
) -> Result<Etagged<PrivacyRequest>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::find(tx, path.request_id).await?;
        let version = row.version;
        Ok(Etagged(view::whole(tx, row, &auth).await?, version))
    })
    .await
}
