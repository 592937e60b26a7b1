//! How is a thing found by a word of it, equally on both databases and at every size of the table?

use super::{WriteTx, entity::search_term};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set,
    sea_query::{ExprTrait, OnConflict, SelectStatement},
};
use uuid::Uuid;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Findable {
    /// A customer.
    Customer,
    /// An article.
    Article,
    /// An offer.
    Offer,
    /// An order.
    Order,
    /// An invoice.
    Invoice,
}

impl Findable {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Findable::Customer => "customer",
            Findable::Article => "article",
            Findable::Offer => "offer",
            Findable::Order => "order",
            Findable::Invoice => "invoice",
        }
    }
}

/// Makes a thing findable by the words of `texts`, and by no others.
///
/// # Errors
/// The database's.
pub async fn index(tx: &WriteTx, kind: Findable, id: Uuid, is_new: bool, texts: &[&str]) -> Result<(), DbErr> {
    if !is_new {
        forget(tx, kind, id).await?;
    }
    let mut words: Vec<String> = texts.iter().flat_map(|t| kontoret_core::text::terms(t)).collect();
    words.sort();
    words.dedup();
    if words.is_empty() {
        return Ok(());
    }
    let rows = words.into_iter().map(|term| search_term::ActiveModel {
        company_id: Set(tx.company_id()),
        term: Set(term),
        entity_kind: Set(kind.as_str().to_owned()),
        entity_id: Set(id),
    });
    let q = search_term::Entity::insert_many(rows).on_conflict(OnConflict::new().do_nothing().to_owned());
    tx.execute_insert(&q.into_query()).await.map(|_| ())
}

/// Makes a thing unfindable.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &WriteTx, kind: Findable, id: Uuid) -> Result<(), DbErr> {
    let c = search_term::Column::EntityKind
        .eq(kind.as_str())
        .and(search_term::Column::EntityId.eq(id));
    tx.delete_where::<search_term::Entity>(c).await.map(|_| ())
}

/// The ids of things of one kind that have, for every word of `query`, a word that begins with it.
/// `None` when the query has no words.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "a sub-query of one company, bound by the argument"
)]
pub fn matching(company_id: Uuid, kind: Findable, query: &str) -> Option<SelectStatement> {
    use search_term::Column::{CompanyId, EntityId, EntityKind, Term};
    let mut found: Option<SelectStatement> = None;
    for word in kontoret_core::text::terms(query) {
        let mut select = search_term::Entity::find()
            .select_only()
            .column(EntityId)
            .filter(CompanyId.eq(company_id))
            .filter(EntityKind.eq(kind.as_str()))
            .filter(Term.gte(word.clone()))
            .filter(Term.lt(after_prefix(&word)));
        if let Some(others) = found {
            select = select.filter(EntityId.in_subquery(others));
        }
        found = Some(select.into_query());
    }
    found
}

/// The smallest text that sorts, by bytes, after everything that begins with `prefix`.
#[must_use]
pub fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// A text in which `LIKE` sees no signs of its own.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
