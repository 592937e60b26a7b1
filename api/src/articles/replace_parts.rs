//! `replaceArticleParts`.

use super::{
    dto::{Article, ArticlePath, ReplaceArticleParts},
    entity::article_part,
    parts, store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    store::{Done, Event, WriteTx},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Says of which articles a kit is made. On a document a kit becomes its parts, each with its sort and kind of work; without parts it
/// is an article like others. A part is no kit itself. Lines that were made from it keep what they say.
#[utoipa::path(tag = "articles", operation_id = "replaceArticleParts", params(ArticlePath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["articles_write"]))), request_body = ReplaceArticleParts,
    responses((status = 200, description = "The article", body = Article), Problems))]
#[put("/articles/{article_id}/parts")]
pub async fn replace_article_parts(
    app: App,
    auth: Auth<perm::ArticlesWrite>,
    path: Path<ArticlePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ReplaceArticleParts>,
) -> Result<Reply, Problem> {
    let input = body.0;
    app.write(&auth, &command, async |tx| {
        let before = check(tx, path.article_id, &input).await?;
        if_match.expect(before.version)?;
        if before.archived {
            return Err(Problem::new(Code::Archived));
        }
        let mut row = before.clone();
        row.version += 1;
        store::save_article(tx, &row).await?;
        let rows: Vec<article_part::Model> = (0..)
            .zip(&input.parts)
            .map(|(position, p)| article_part::Model {
                company_id: tx.company_id(),
                article_id: row.id,
                part_id: p.article_id,
                position,
                quantity_milli: p.quantity_milli,
            })
            .collect();
        parts::save(tx, row.id, &rows).await?;
        let mut event = Event::new(EventKind::ArticlePartsReplaced, EntityKind::Article, row.id).changed(
            "article",
            Some(&before),
            &row,
        );
        for part in &rows {
            event = event.changed("article_part", None, part);
        }
        let version = row.version;
        let view = store::view(tx, row, &auth).await?;
        Ok(Done::new(event, Reply::ok(&view)?.version(version)))
    })
    .await
}

/// The kit, when it can have these parts. It and they are locked, in one order, so that no part becomes a kit meanwhile.
async fn check(tx: &WriteTx, id: Uuid, input: &ReplaceArticleParts) -> Result<super::entity::article::Model, Problem> {
    let asked = input.parts.iter().map(|p| p.article_id).chain([id]);
    let mut locked: BTreeMap<Uuid, _> = parts::lock(tx, asked).await?.into_iter().map(|a| (a.id, a)).collect();
    let before = locked.remove(&id).ok_or_else(Problem::not_found)?;
    let kits = parts::of(tx, input.parts.iter().map(|p| p.article_id)).await?;
    let mut seen = HashSet::new();
    let mut errors = Vec::new();
    for (i, part) in input.parts.iter().enumerate() {
        let code = match locked.get(&part.article_id) {
            // A kit isn't made of itself, nor of kits.
            _ if part.article_id == id || kits.contains_key(&part.article_id) => FieldCode::Invalid,
            None => FieldCode::NotFound,
            Some(_) if !seen.insert(part.article_id) => FieldCode::Duplicate,
            Some(_) => continue,
        };
        errors.push(FieldError::new(format!("/parts/{i}/article_id"), code));
    }
    if !input.parts.is_empty() && parts::is_part(tx, id).await? {
        errors.push(FieldError::new("/parts", FieldCode::Invalid));
    }
    if errors.is_empty() {
        Ok(before)
    } else {
        Err(Problem::fields(errors))
    }
}
