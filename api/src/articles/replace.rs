//! `replaceArticle`.

use super::{
    dto::{Article, ArticleInput, ArticlePath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};

/// Replaces an article's content. Lines that were made from it keep what they say.
#[utoipa::path(tag = "articles", operation_id = "replaceArticle", params(ArticlePath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["articles_write"]))), request_body = ArticleInput,
    responses((status = 200, description = "The article", body = Article), Problems))]
#[put("/articles/{article_id}")]
pub async fn replace_article(
    app: App,
    auth: Auth<perm::ArticlesWrite>,
    path: Path<ArticlePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ArticleInput>,
) -> Result<Reply, Problem> {
    let input = store::check(body.0)?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_article(tx, path.article_id).await?;
        if_match.expect(before.version)?;
        if before.archived {
            return Err(Problem::new(Code::Archived));
        }
        let mut row = store::apply(tx, before.clone(), &input).await?;
        row.version += 1;
        store::save_article(tx, &row).await?;
        let event =
            Event::new(EventKind::ArticleReplaced, EntityKind::Article, row.id).changed("article", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}
