//! What happened lately, to what the caller may see?

use super::dto::RecentEvent;
use crate::{
    customers,
    http::{Caller, Problem},
    store::{ReadTx, entity::audit_event},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::Permission,
};
use sea_orm::{
    ColumnTrait, FromQueryResult, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

const SHOWN: u64 = 10;
/// That somebody was shown a thing is nothing that happened to it.
const SEEN: &str = EventKind::SupportAccessRead.as_str();

#[derive(FromQueryResult)]
struct Title {
    id: Uuid,
    title: String,
    name: String,
}

/// The latest event of each of the last things that something happened to, newest first. Things that are gone are left
/// out, and so is what happened to a thing before: a draft that saves itself would fill the page.
pub(super) async fn events(tx: &ReadTx, caller: &Caller) -> Result<Vec<RecentEvent>, Problem> {
    use audit_event::Column as C;
    let kinds = visible(caller);
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx
        .find::<audit_event::Entity>()
        .filter(C::EntityKind.is_in(kinds.iter().map(|k| k.as_str())))
        .filter(C::Event.not_like("%deleted").and(C::Event.ne(SEEN)))
        .filter(Expr::col((audit_event::Entity, C::Seq)).eq(latest(tx)))
        .with(|s| s.order_by_desc(C::Seq).limit(SHOWN))
        .all()
        .await?;
    let mut titles: HashMap<Uuid, String> = HashMap::new();
    for kind in kinds {
        let ids: Vec<Uuid> = rows
            .iter()
            .filter(|r| r.entity_kind == kind.as_str())
            .filter_map(|r| r.entity_id)
            .collect();
        titles.extend(of_kind(tx, kind, ids).await?);
    }
    let events = rows.into_iter().filter_map(|r| {
        let id = r.entity_id?;
        Some(RecentEvent {
            kind: r.entity_kind,
            id,
            title: titles.get(&id)?.clone(),
            event: r.event,
            at: r.at,
        })
    });
    Ok(events.collect())
}

/// The number of the latest event of an event's thing: for each event one look into an index, and only until the page
/// is full.
fn latest(tx: &ReadTx) -> SelectStatement {
    use audit_event::Column as C;
    let later = Alias::new("later");
    let of = |c: C| Expr::col((later.clone(), c));
    let this = |c: C| Expr::col((audit_event::Entity, c));
    Query::select()
        .expr(of(C::Seq).max())
        .from_as(audit_event::Entity, later.clone())
        .and_where(of(C::CompanyId).eq(tx.company_id()))
        .and_where(of(C::EntityKind).eq(this(C::EntityKind)))
        .and_where(of(C::EntityId).eq(this(C::EntityId)))
        .and_where(of(C::Event).ne(SEEN))
        .to_owned()
}

fn visible(caller: &Caller) -> Vec<EntityKind> {
    [
        (EntityKind::Customer, caller.may(Permission::CustomersRead)),
        (EntityKind::Offer, caller.may(Permission::OffersRead)),
        (
            EntityKind::Order,
            caller.may(Permission::OrdersRead) || caller.may(Permission::OrdersWork),
        ),
        (EntityKind::Invoice, caller.may(Permission::InvoicesRead)),
    ]
    .into_iter()
    .filter_map(|(kind, may)| may.then_some(kind))
    .collect()
}

/// What things of a kind are called: by title, else by whom they are for.
async fn of_kind(tx: &ReadTx, kind: EntityKind, ids: Vec<Uuid>) -> Result<Vec<(Uuid, String)>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (table, title, name) = match kind {
        EntityKind::Offer => ("offer", "title", "customer_name"),
        EntityKind::Order => ("work_order", "title", "customer_name"),
        EntityKind::Invoice => ("invoice", "title", "customer_name"),
        _ => ("customer", "name", "name"),
    };
    let col = |name: &'static str| Expr::col(Alias::new(name));
    let q = Query::select()
        .expr_as(col("id"), Alias::new("id"))
        .expr_as(col(title), Alias::new("title"))
        .expr_as(col(name), Alias::new("name"))
        .from(Alias::new(table))
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("id").is_in(ids))
        .and_where(match kind {
            EntityKind::Offer | EntityKind::Order | EntityKind::Invoice => customers::usable(tx, col("customer_id")),
            _ => col("restricted_at").is_null(),
        })
        .to_owned();
    let called = |t: Title| (t.id, if t.title.trim().is_empty() { t.name } else { t.title });
    Ok(tx.select::<Title>(&q).await?.into_iter().map(called).collect())
}
