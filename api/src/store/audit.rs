//! Who did what, in which order, and can it be shown that nothing was taken out?
//!
//! One chain per company: `hash = SHA-256(0x01 ‖ previous hash ‖ canonical entry)`. The row is written in the same
//! transaction as the change, and is at once the ordered feed of events.

use super::{
    ReadTx, WriteTx,
    entity::{audit_event, audit_head, audit_origin},
    secret::digest,
};
use crate::{http::context, store::data_map};
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy::Declared,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryTrait, Set, sea_query::Expr, sea_query::OnConflict};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Who acts, as the trail names it.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The user; none for a link's holder or the system.
    pub user_id: Option<Uuid>,
    /// The session.
    pub session_id: Option<Uuid>,
    /// The request, or the job.
    pub request_id: String,
    /// The visit in which the operator's staff acts; the entry is marked with it.
    pub support: Option<Uuid>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    kind: EventKind,
    entity: EntityKind,
    id: Option<Uuid>,
    changes: Vec<Value>,
}

/// The field of an entry's changes that says in which visit of the operator's staff it was made.
pub const SUPPORT_VISIT: &str = "support_visit_id";

/// A longer text, such as a picture, would be kept for ever, twice for each change.
const MAX_VALUE_LENGTH: usize = 2000;

impl Event {
    /// An event of a thing.
    #[must_use]
    pub fn new(kind: EventKind, entity: EntityKind, id: Uuid) -> Self {
        Self {
            kind,
            entity,
            id: Some(id),
            changes: Vec::new(),
        }
    }

    /// Adds a word that belongs to the event and to no row: why it was done.
    #[must_use]
    pub fn noted(mut self, field: &str, word: &str) -> Self {
        self.changes
            .push(json!({ "field": field, "before": null, "after": word }));
        self
    }

    /// Adds what changed: the fields of two states of a row that differ. Values are kept only of columns that are
    /// declared not personal, and short; of the others the trail says that they changed.
    #[must_use]
    pub fn changed<T: Serialize>(mut self, table: &str, before: Option<&T>, after: &T) -> Self {
        let before = before.and_then(|b| serde_json::to_value(b).ok()).unwrap_or(Value::Null);
        let after = serde_json::to_value(after).unwrap_or(Value::Null);
        self.changes.extend(diff(table, &before, &after));
        self
    }
}

fn diff(table: &str, before: &Value, after: &Value) -> Vec<Value> {
    let Some(after) = after.as_object() else {
        return Vec::new();
    };
    let declared = data_map::table(table);
    let short = |v: &Value| v.as_str().is_none_or(|text| text.len() <= MAX_VALUE_LENGTH);
    let mut out = Vec::new();
    for (field, new) in after {
        let old = before.get(field).unwrap_or(&Value::Null);
        if old == new || field == "version" || (before.is_null() && new.is_null()) {
            continue;
        }
        let open = declared.is_some_and(|t| t.column(field) == Some(Declared::NotPersonal));
        out.push(if open && short(old) && short(new) {
            json!({ "field": field, "before": old, "after": new })
        } else {
            json!({ "field": field, "before": null, "after": null })
        });
    }
    out
}

/// The exact bytes that an entry's hash covers.
#[must_use]
pub fn canonical(row: &audit_event::Model) -> Vec<u8> {
    // serde_json sorts keys, so the same entry always gives the same text.
    json!({
        "actor_id": row.actor_id, "at": row.at.timestamp_micros(), "changes": row.changes,
        "company_id": row.company_id, "entity_id": row.entity_id, "entity_kind": row.entity_kind,
        "event": row.event, "request_id": row.request_id, "seq": row.seq, "session_id": row.session_id,
    })
    .to_string()
    .into_bytes()
}

fn chained(previous: &[u8], row: &audit_event::Model) -> Vec<u8> {
    digest(&[&[1u8], previous, &canonical(row)].concat()).to_vec()
}

/// Adds events to the company's chain. Its head stays locked until the transaction ends, so call this last.
pub(super) async fn append(tx: &WriteTx, actor: &Actor, events: &[Event]) -> Result<(), sea_orm::DbErr> {
    if events.is_empty() {
        return Ok(());
    }
    let mut head = lock_head(tx).await?;
    let mut rows = Vec::with_capacity(events.len());
    let mut origins = Vec::new();
    for e in events {
        let mut row = audit_event::Model {
            company_id: tx.company_id(),
            seq: head.seq + 1,
            at: tx.now(),
            event: e.kind.as_str().to_owned(),
            entity_kind: e.entity.as_str().to_owned(),
            entity_id: e.id,
            actor_id: actor.user_id,
            session_id: actor.session_id,
            request_id: actor.request_id.clone(),
            changes: Value::Array(marked(actor, &e.changes)),
            hash: Vec::new(),
        };
        row.hash = chained(&head.hash, &row);
        head.seq = row.seq;
        head.hash.clone_from(&row.hash);
        origins.extend(origin(e, &row));
        rows.push(audit_event::ActiveModel::from(row).reset_all());
    }
    tx.insert_many(rows).await?;
    if !origins.is_empty() {
        tx.insert_many(origins).await?;
    }
    tx.update_where::<audit_head::Entity>(|q| {
        q.col_expr(audit_head::Column::Seq, Expr::value(head.seq))
            .col_expr(audit_head::Column::Hash, Expr::value(head.hash))
    })
    .await
    .map(|_| ())
}

/// From where something was done that no session tells of; a session that begins has the address itself.
fn origin(event: &Event, row: &audit_event::Model) -> Option<audit_origin::ActiveModel> {
    if row.session_id.is_some() || event.kind == EventKind::SessionStarted {
        return None;
    }
    let row = audit_origin::Model {
        company_id: row.company_id,
        seq: row.seq,
        at: row.at,
        entity_id: row.entity_id,
        ip: context::address()?.to_string(),
    };
    Some(audit_origin::ActiveModel::from(row).reset_all())
}

/// What changed, with the visit in which it did: the hash covers the mark.
fn marked(actor: &Actor, changes: &[Value]) -> Vec<Value> {
    let mark = actor
        .support
        .map(|visit| json!({ "field": SUPPORT_VISIT, "before": null, "after": visit }));
    changes.iter().cloned().chain(mark).collect()
}

async fn lock_head(tx: &WriteTx) -> Result<audit_head::Model, sea_orm::DbErr> {
    if let Some(head) = tx.find::<audit_head::Entity>().for_update().one().await? {
        return Ok(head);
    }
    let first = audit_head::ActiveModel {
        company_id: Set(tx.company_id()),
        seq: Set(0),
        hash: Set(vec![0; 32]),
    };
    let q = audit_head::Entity::insert(first).on_conflict(
        OnConflict::column(audit_head::Column::CompanyId)
            .do_nothing()
            .to_owned(),
    );
    tx.execute_insert(&q.into_query()).await?;
    tx.find::<audit_head::Entity>()
        .for_update()
        .one()
        .await?
        .ok_or_else(|| sea_orm::DbErr::RecordNotFound("audit_head".to_owned()))
}

/// Whether the company's whole chain is unbroken; the sequence number of the first bad entry otherwise.
///
/// # Errors
/// The database's.
pub async fn verify(tx: &ReadTx) -> Result<Result<i64, i64>, sea_orm::DbErr> {
    walk(tx, |_| {}).await
}

/// As [`verify`], with a look at every entry that is right.
///
/// # Errors
/// The database's.
pub async fn walk(tx: &ReadTx, mut look: impl FnMut(&audit_event::Model)) -> Result<Result<i64, i64>, sea_orm::DbErr> {
    let (mut seq, mut hash) = (0i64, vec![0u8; 32]);
    loop {
        let rows = tx
            .find::<audit_event::Entity>()
            .filter(audit_event::Column::Seq.gt(seq))
            .with(|q| {
                use sea_orm::{QueryOrder, QuerySelect};
                q.order_by_asc(audit_event::Column::Seq).limit(1000)
            })
            .all()
            .await?;
        if rows.is_empty() {
            let head = tx.find::<audit_head::Entity>().one().await?;
            let whole = head.is_none_or(|h| h.seq == seq && h.hash == hash);
            return Ok(if whole { Ok(seq) } else { Err(seq + 1) });
        }
        for row in rows {
            if row.seq != seq + 1 || row.hash != chained(&hash, &row) {
                return Ok(Err(seq + 1));
            }
            look(&row);
            seq = row.seq;
            hash = row.hash;
        }
    }
}
