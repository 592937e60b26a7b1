//! `archiveArticle`.

use super::{
    dto::{ArchiveArticle, Article, ArticlePath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Puts an article away, or takes it out again. Nothing of it is lost.
#[utoipa::path(tag = "articles", operation_id = "archiveArticle",
    params(ArticlePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["articles_write"]))), request_body = ArchiveArticle,
    responses((status = 200, description = "The article", body = Article), Problems))]
#[post("/articles/{article_id}/archive")]
pub async fn archive_article(
    app: App,
    auth: Auth<perm::ArticlesWrite>,
    path: Path<ArticlePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ArchiveArticle>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_article(tx, path.article_id).await?;
        if_match.expect(before.version)?;
        let mut row = before.clone();
        row.archived = body.0.archived;
        row.version += 1;
        store::save_article(tx, &row).await?;
        let event =
            Event::new(EventKind::ArticleArchived, EntityKind::Article, row.id).changed("article", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}
