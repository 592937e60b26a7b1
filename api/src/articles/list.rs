//! `listArticles`.

use super::{
    dto::{Article, ListArticles},
    store,
};
use crate::{
    app::App,
    http::{Auth, Json, Page, Problem, Problems, Query, perm},
};
use actix_web::get;

/// The company's articles, a page at a time.
#[utoipa::path(tag = "articles", operation_id = "listArticles", params(ListArticles),
    extensions(("x-permission" = json!(["articles_read"]))),
    responses((status = 200, description = "A page of articles", body = Page<Article>), Problems))]
#[get("/articles")]
pub async fn list_articles(
    app: App,
    auth: Auth<perm::ArticlesRead>,
    query: Query<ListArticles>,
) -> Result<Json<Page<Article>>, Problem> {
    app.read(&auth, async |tx| store::list_articles(tx, &auth, &query).await)
        .await
        .map(Json)
}
