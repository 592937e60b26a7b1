//! `getArticle`.

use super::{
    dto::{Article, ArticlePath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// One article.
#[utoipa::path(tag = "articles", operation_id = "getArticle", params(ArticlePath),
    extensions(("x-permission" = json!(["articles_read"]))),
    responses((status = 200, description = "The article", body = Article), Problems))]
#[get("/articles/{article_id}")]
pub async fn get_article(
    app: App,
    auth: Auth<perm::ArticlesRead>,
    path: Path<ArticlePath>,
) -> Result<Etagged<Article>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_article(tx, path.article_id).await?;
        let version = row.version;
        Ok(Etagged(store::view(tx, row, &auth).await?, version))
    })
    .await
}
