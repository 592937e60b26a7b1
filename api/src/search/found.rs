//! What of one kind has the words? One query, by the index of words.

use super::dto::{Found, FoundKind};
use crate::{
    customers,
    http::Problem,
    store::{
        ReadTx,
        search::{Findable, matching},
    },
};
use kontoret_core::text::fold;
use sea_orm::{
    FromQueryResult, Order,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Query},
};
use uuid::Uuid;

/// Where a kind is kept, and what of it is shown.
struct Place {
    kind: Findable,
    table: &'static str,
    title: &'static str,
    subtitle: &'static str,
    archives: bool,
}

fn place(kind: FoundKind) -> Place {
    let (kind, table, title, subtitle, archives) = match kind {
        FoundKind::Customer => (Findable::Customer, "customer", "name", "city", true),
        FoundKind::Article => (Findable::Article, "article", "name", "unit", true),
        FoundKind::Offer => (Findable::Offer, "offer", "title", "customer_name", false),
        FoundKind::Order => (Findable::Order, "work_order", "title", "customer_name", false),
        FoundKind::Invoice => (Findable::Invoice, "invoice", "title", "customer_name", false),
    };
    Place {
        kind,
        table,
        title,
        subtitle,
        archives,
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    subtitle: String,
    number: Option<String>,
}

/// Things of a kind that have, for every word, a word that begins with it; an exact number first, then the newest.
///
/// # Errors
/// The database's.
pub(super) async fn of_kind(tx: &ReadTx, kind: FoundKind, words: &str, limit: u64) -> Result<Vec<Found>, Problem> {
    let p = place(kind);
    let Some(ids) = matching(tx.company_id(), p.kind, words) else {
        return Ok(Vec::new());
    };
    let col = |name: &'static str| Expr::col(Alias::new(name));
    // Numbers are texts for articles and integers elsewhere.
    let number = || col("number").cast_as(Alias::new("text"));
    let is_exact = CaseStatement::new().case(number().eq(words.trim()), 0).finally(1);
    let mut q = Query::select();
    q.expr_as(col("id"), Alias::new("id"))
        .expr_as(col(p.title), Alias::new("title"))
        .expr_as(col(p.subtitle), Alias::new("subtitle"))
        .expr_as(number(), Alias::new("number"))
        .from(Alias::new(p.table))
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("id").in_subquery(ids))
        .order_by_expr(is_exact.into(), Order::Asc)
        .order_by_expr(col("created_at"), Order::Desc)
        .order_by_expr(col("id"), Order::Desc)
        .limit(limit);
    if p.archives {
        q.and_where(col("archived").eq(false));
    }
    match kind {
        FoundKind::Article => {}
        FoundKind::Customer => {
            q.and_where(col("restricted_at").is_null());
        }
        FoundKind::Offer | FoundKind::Order | FoundKind::Invoice => {
            q.and_where(customers::usable(tx, col("customer_id")));
        }
    }
    Ok(tx
        .select::<Row>(&q)
        .await?
        .into_iter()
        .map(|r| found(kind, r))
        .collect())
}

fn found(kind: FoundKind, r: Row) -> Found {
    // What has no title is known by whom it is for.
    let untitled = fold(&r.title).is_empty();
    let (title, subtitle) = if untitled {
        (r.subtitle, String::new())
    } else {
        (r.title, r.subtitle)
    };
    Found {
        kind,
        id: r.id,
        title,
        subtitle,
        number: r.number.unwrap_or_default(),
    }
}
