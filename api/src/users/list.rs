//! `listUsers`.

use super::{
    dto::{ListUsers, UserItem},
    store,
};
use crate::{
    app::App,
    http::{Auth, Json, Page, Problem, Problems, Query, perm},
};
use actix_web::get;

/// The company's users, a page at a time: those who work, are invited, or have lost access.
#[utoipa::path(tag = "users", operation_id = "listUsers", params(ListUsers),
    extensions(("x-permission" = json!(["users_read"]))),
    responses((status = 200, description = "A page of users", body = Page<UserItem>), Problems))]
#[get("/users")]
pub async fn list_users(
    app: App,
    auth: Auth<perm::UsersRead>,
    query: Query<ListUsers>,
) -> Result<Json<Page<UserItem>>, Problem> {
    app.read(&auth, async |tx| store::list_users(tx, &query).await)
        .await
        .map(Json)
}
