//! How is a long list read? A page at a time, from where the last one ended; every page costs the same.

use super::problem::{FieldCode, Problem};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{
    ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

/// The largest page.
pub const MAX_LIMIT: u64 = 200;
/// The page when nothing is asked.
pub const DEFAULT_LIMIT: u64 = 50;

/// A page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Page<T: ToSchema> {
    /// The rows.
    pub items: Vec<T>,
    /// What to send as `after` for the next page; null on the last.
    pub next: Option<String>,
    /// How many rows there are in all; null unless asked for with `total=true`.
    pub total: Option<i64>,
}

/// Where a page ended: the last row's sort value and id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cursor<K>(pub K, pub uuid::Uuid);

impl<K: Serialize + DeserializeOwned> Cursor<K> {
    /// As the caller sees it.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// From what the caller sent back.
    ///
    /// # Errors
    /// When it isn't one of ours, or is of another sort order.
    pub fn decode(text: Option<&str>) -> Result<Option<Self>, Problem> {
        text.map(|t| {
            URL_SAFE_NO_PAD
                .decode(t)
                .ok()
                .and_then(|b| serde_json::from_slice(&b).ok())
                .ok_or_else(|| Problem::field("after", FieldCode::Invalid))
        })
        .transpose()
    }
}

/// Sorts by a column and the id, begins after the cursor, and asks for one row more than the page holds.
#[must_use]
pub fn keyset<E, K>(
    select: Select<E>,
    sort: E::Column,
    id: E::Column,
    order: Order,
    after: Option<Cursor<K>>,
    limit: u64,
) -> Select<E>
where
    E: EntityTrait,
    K: Into<sea_orm::Value>,
{
    let mut select = select
        .order_by(sort, order.clone())
        .order_by(id, order.clone())
        .limit(limit + 1);
    if let Some(Cursor(key, last)) = after {
        // The row-value form is the one that both engines answer from the index alone.
        let here: SimpleExpr = Expr::tuple([Expr::col(sort.as_column_ref()), Expr::col(id.as_column_ref())]);
        let there = Expr::tuple([Expr::value(key.into()), Expr::value(last)]);
        select = select.filter(if order == Order::Asc {
            here.gt(there)
        } else {
            here.lt(there)
        });
    }
    select
}

/// Cuts the extra row off and says where the next page begins.
#[must_use]
pub fn cut<R, T: ToSchema>(
    mut rows: Vec<R>,
    limit: u64,
    cursor: impl Fn(&R) -> String,
    item: impl Fn(R) -> T,
) -> Page<T> {
    let next = next(&mut rows, limit, cursor);
    Page {
        items: rows.into_iter().map(item).collect(),
        next,
        total: None,
    }
}

/// Cuts the extra row off and says where the next page begins, for rows that can't become items without failing.
pub fn next<R>(rows: &mut Vec<R>, limit: u64, cursor: impl Fn(&R) -> String) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    if more { rows.last().map(cursor) } else { None }
}

/// The page size that was asked for, within the limits.
#[must_use]
pub fn limit(asked: Option<u64>) -> u64 {
    asked.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT)
}
