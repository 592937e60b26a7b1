//! `createArticle`.

use super::{
    dto::{Article, ArticleInput},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Adds an article. Without a number it gets the next free one.
#[utoipa::path(tag = "articles", operation_id = "createArticle", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["articles_write"]))), request_body = ArticleInput,
    responses((status = 201, description = "The article", body = Article), Problems))]
#[post("/articles")]
pub async fn create_article(
    app: App,
    auth: Auth<perm::ArticlesWrite>,
    command: Command,
    body: Json<ArticleInput>,
) -> Result<Reply, Problem> {
    let input = store::check(body.0)?;
    app.write(&auth, &command, async |tx| {
        let row = store::create(tx, input).await?;
        let event = Event::new(EventKind::ArticleCreated, EntityKind::Article, row.id).changed("article", None, &row);
        let article = store::view(tx, row, &auth).await?;
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/articles/{}", article.id), &article)?.version(1),
        ))
    })
    .await
}
