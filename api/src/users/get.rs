//! `getUser`.

use super::{
    dto::{User, UserPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// A user of the company.
#[utoipa::path(tag = "users", operation_id = "getUser", params(UserPath),
    extensions(("x-permission" = json!(["users_read"]))),
    responses((status = 200, description = "The user", body = User), Problems))]
#[get("/users/{user_id}")]
pub async fn get_user(app: App, auth: Auth<perm::UsersRead>, path: Path<UserPath>) -> Result<Etagged<User>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_place(tx, path.user_id).await?;
        let version = row.version;
        Ok(Etagged(store::view(tx, row, &auth).await?, version))
    })
    .await
}
