//! `getMe`.

use super::{dto::Me, me};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;

/// Who is logged in, where, and what they may do there.
#[utoipa::path(tag = "session", operation_id = "getMe", extensions(("x-permission" = json!(["self", "support_visit"]))),
    responses((status = 200, description = "Who is logged in", body = Me), Problems))]
#[get("/me")]
pub async fn get_me(app: App, auth: Auth<perm::Present>) -> Result<Json<Me>, Problem> {
    app.read(&auth, async |tx| me::view(tx, auth.user_id, auth.session_id).await)
        .await
        .map(Json)
}
