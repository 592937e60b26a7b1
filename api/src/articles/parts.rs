//! Of which articles is a kit made?

use super::{
    dto::ArticlePart,
    entity::{article, article_part},
};
use crate::{
    http::Problem,
    lines,
    store::{ReadTx, WriteTx},
};
use kontoret_core::{totals::LineKind, vat::VatCode};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// The parts of those of the articles that are kits, in order.
///
/// # Errors
/// The database's.
pub(super) async fn of(
    tx: &ReadTx,
    articles: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<ArticlePart>>, Problem> {
    use article_part::Column as C;
    let rows = tx
        .find::<article_part::Entity>()
        .filter(C::ArticleId.is_in(articles))
        .with(|q| q.order_by_asc(C::ArticleId).order_by_asc(C::Position))
        .all()
        .await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let known: HashMap<Uuid, article::Model> = tx
        .find::<article::Entity>()
        .filter(article::Column::Id.is_in(rows.iter().map(|r| r.part_id)))
        .all()
        .await?
        .into_iter()
        .map(|a| (a.id, a))
        .collect();
    let mut found: HashMap<Uuid, Vec<ArticlePart>> = HashMap::new();
    for row in rows {
        let part = known
            .get(&row.part_id)
            .ok_or_else(|| Problem::internal("a part without its article"))?;
        found
            .entry(row.article_id)
            .or_default()
            .push(view(part, row.quantity_milli));
    }
    Ok(found)
}

fn view(part: &article::Model, quantity_milli: i64) -> ArticlePart {
    ArticlePart {
        article_id: part.id,
        quantity_milli,
        number: part.number.clone(),
        name: part.name.clone(),
        // The database holds only these words: its CHECK says so.
        kind: part.kind.parse().unwrap_or(LineKind::Other),
        work_type: lines::work_type(part.work_type.as_deref()),
        unit: part.unit.clone(),
        unit_price_ore: part.unit_price_ore,
        vat: part.vat.parse().unwrap_or(VatCode::Standard),
        account: part.account,
        archived: part.archived,
    }
}

/// Whether an article is a part of a kit.
///
/// # Errors
/// The database's.
pub(super) async fn is_part(tx: &ReadTx, id: Uuid) -> Result<bool, Problem> {
    let kits = tx
        .find::<article_part::Entity>()
        .filter(article_part::Column::PartId.eq(id));
    Ok(kits.count().await? > 0)
}

/// Articles, locked by their ids until the transaction ends.
///
/// # Errors
/// The database's.
pub(super) async fn lock(tx: &WriteTx, ids: impl Iterator<Item = Uuid>) -> Result<Vec<article::Model>, Problem> {
    Ok(tx
        .find::<article::Entity>()
        .filter(article::Column::Id.is_in(ids))
        .with(|q| q.order_by_asc(article::Column::Id))
        .for_update()
        .all()
        .await?)
}

/// Puts new parts in the place of a kit's.
///
/// # Errors
/// The database's.
pub(super) async fn save(tx: &WriteTx, kit: Uuid, rows: &[article_part::Model]) -> Result<(), Problem> {
    tx.delete_where::<article_part::Entity>(article_part::Column::ArticleId.eq(kit))
        .await?;
    let rows: Vec<_> = rows
        .iter()
        .map(|r| article_part::ActiveModel::from(r.clone()).reset_all())
        .collect();
    Ok(tx.insert_many(rows).await?)
}
