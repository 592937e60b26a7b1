//! `getCompany`.

use super::{dto::Company, store};
use crate::{
    app::App,
    http::{Auth, Etagged, Problem, Problems, perm},
};
use actix_web::get;

/// The company at work.
#[utoipa::path(tag = "company", operation_id = "getCompany", extensions(("x-permission" = json!(["company_read"]))),
    responses((status = 200, description = "The company", body = Company), Problems))]
#[get("/company")]
pub async fn get_company(app: App, auth: Auth<perm::CompanyRead>) -> Result<Etagged<Company>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::settings(tx).await?;
        let version = row.version;
        Ok(Etagged(store::view(store::directory(tx).await?, row, &auth)?, version))
    })
    .await
}
