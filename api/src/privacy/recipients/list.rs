//! `listRecipients`.

use super::{dto::RecipientList, store};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;

/// Who is given personal data by the company, and through the service for it.
#[utoipa::path(tag = "privacy", operation_id = "listRecipients",
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The recipients", body = RecipientList), Problems))]
#[get("/recipients")]
pub async fn list_recipients(app: App, auth: Auth<perm::PrivacyRead>) -> Result<Json<RecipientList>, Problem> {
    app.read(&auth, async |tx| {
        Ok(Json(RecipientList {
            items: store::all(tx).await?,
        }))
    })
    .await
}
