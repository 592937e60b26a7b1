//! `listAuditEvents`.

use super::dto::{AuditChange, AuditEvent, AuditSort, ListAuditEvents};
use crate::{
    app::App,
    company,
    http::{
        Auth, FieldCode, Json, Page, Problem, Problems, Query,
        page::{Cursor, cut, limit},
        perm,
    },
    store::{
        ReadTx,
        audit::SUPPORT_VISIT,
        entity::{audit_event, audit_origin},
    },
    users::user_account,
};
use actix_web::get;
use kontoret_core::event::EntityKind;
use sea_orm::{ColumnTrait, FromQueryResult, Order, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Who did what, a page at a time.
#[utoipa::path(tag = "audit", operation_id = "listAuditEvents", params(ListAuditEvents),
    extensions(("x-permission" = json!(["audit_read"]))),
    responses((status = 200, description = "A page of events", body = Page<AuditEvent>), Problems))]
#[get("/audit-events")]
pub async fn list_audit_events(
    app: App,
    auth: Auth<perm::AuditRead>,
    query: Query<ListAuditEvents>,
) -> Result<Json<Page<AuditEvent>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListAuditEvents) -> Result<Page<AuditEvent>, Problem> {
    use audit_event::Column as C;
    let mut find = tx.find::<audit_event::Entity>();
    if let Some(kind) = &q.entity_kind {
        kind.parse::<EntityKind>()
            .map_err(|_| Problem::field("entity_kind", FieldCode::Invalid))?;
        find = find.filter(C::EntityKind.eq(kind.as_str()));
    }
    if let Some(id) = q.entity_id {
        find = find.filter(C::EntityId.eq(id));
    }
    if let Some(id) = q.actor_id {
        find = find.filter(C::ActorId.eq(id));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    let order = if q.sort == AuditSort::Seq {
        Order::Asc
    } else {
        Order::Desc
    };
    // The sequence is unique in a company: it needs no id beside it.
    if let Some(Cursor(seq, _)) = Cursor::<i64>::decode(q.after.as_deref())? {
        find = find.filter(if order == Order::Asc {
            C::Seq.gt(seq)
        } else {
            C::Seq.lt(seq)
        });
    }
    let rows = find.with(|s| s.order_by(C::Seq, order).limit(limit + 1)).all().await?;
    let names = names(tx, rows.iter().filter_map(|r| r.actor_id).collect()).await?;
    let origins = origins(tx, rows.iter().map(|r| r.seq)).await?;
    let operator = company::operator(tx).await?.map(|o| o.name).unwrap_or_default();
    let mut page = cut(
        rows,
        limit,
        |r| Cursor(r.seq, Uuid::nil()).encode(),
        |r| event(r, &names, &origins, &operator),
    );
    page.total = total;
    Ok(page)
}

/// From where entries without a session came, by their places.
async fn origins(tx: &ReadTx, seqs: impl Iterator<Item = i64>) -> Result<HashMap<i64, String>, Problem> {
    let rows = tx
        .find::<audit_origin::Entity>()
        .filter(audit_origin::Column::Seq.is_in(seqs))
        .all()
        .await?;
    Ok(rows.into_iter().map(|r| (r.seq, r.ip)).collect())
}

#[derive(FromQueryResult)]
struct Name {
    id: Uuid,
    name: String,
}

/// What users are called.
///
/// # Errors
/// The database's.
pub async fn names(tx: &ReadTx, users: HashSet<Uuid>) -> Result<HashMap<Uuid, String>, Problem> {
    use user_account::Column as C;
    if users.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Name> = tx
        .find_global::<user_account::Entity>()
        .filter(C::Id.is_in(users))
        .with(|s| s.select_only().columns([C::Id, C::Name]))
        .all_as()
        .await?;
    Ok(rows.into_iter().map(|n| (n.id, n.name)).collect())
}

fn event(
    r: audit_event::Model,
    names: &HashMap<Uuid, String>,
    origins: &HashMap<i64, String>,
    operator: &str,
) -> AuditEvent {
    let mut changes: Vec<AuditChange> = serde_json::from_value(r.changes).unwrap_or_default();
    let all = changes.len();
    changes.retain(|c| c.field != SUPPORT_VISIT);
    let of_support = changes.len() < all;
    AuditEvent {
        ip: origins.get(&r.seq).cloned(),
        seq: r.seq,
        at: r.at,
        event: r.event,
        entity_kind: r.entity_kind,
        entity_id: r.entity_id,
        actor_name: r.actor_id.and_then(|id| names.get(&id).cloned()),
        actor_id: r.actor_id,
        support_company: of_support.then(|| operator.to_owned()),
        request_id: r.request_id,
        changes,
    }
}
