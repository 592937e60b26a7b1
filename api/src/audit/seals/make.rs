//! When is a trail sealed? Once an hour in which something happened, at the cost of what happened.

use super::{
    super::merkle::{Frontier, leaf},
    entity::audit_seal,
    keep, signed,
};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{
        Actor, Done, ReadTx, Scope,
        entity::{audit_event, audit_head},
    },
};
use chrono::Duration;
use sea_orm::{ActiveModelTrait, ColumnTrait, FromQueryResult, QueryOrder, QuerySelect};
use uuid::Uuid;

/// So many entries are read at a time.
const AT_ONCE: u64 = 5_000;

/// Seals the trail of a company when an hour has passed since it was, or it never was, and something has happened; then writes
/// seals that aren't there yet to the file.
///
/// # Errors
/// The database's, or that the file can't be written.
pub async fn tend(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (size, last) = app
        .read_in(scope, async |tx| {
            let head = tx.find::<audit_head::Entity>().one().await?;
            Ok((head.map_or(0, |h| h.seq), latest(tx).await?))
        })
        .await?;
    let is_due = match &last {
        None => size > 0,
        Some(seal) => size > seal.size && app.clock.now() >= seal.signed_at + Duration::hours(1),
    };
    if is_due {
        let _: Reply = app
            .write_in(scope, &Actor::default(), async |tx| {
                // Read again: another process may have sealed it meanwhile.
                let last = latest(tx).await?;
                let begun = last.as_ref().map_or(0, |s| s.size);
                if size > begun {
                    let tree = grown(tx, last.as_ref(), size).await?;
                    let row = sealed(app, company_id, &tree)?;
                    tx.insert::<audit_seal::Entity, _>(audit_seal::ActiveModel::from(row).reset_all())
                        .await?;
                }
                Ok(Done::silent(
                    "a seal is about the trail, not in it",
                    Reply::no_content(),
                ))
            })
            .await?;
    }
    keep::keep(app, company_id).await
}

/// The latest seal.
pub(super) async fn latest(tx: &ReadTx) -> Result<Option<audit_seal::Model>, Problem> {
    Ok(tx
        .find::<audit_seal::Entity>()
        .with(|q| q.order_by_desc(audit_seal::Column::Size))
        .one()
        .await?)
}

/// The tree of the last seal, grown by what came after it.
async fn grown(tx: &ReadTx, last: Option<&audit_seal::Model>, size: i64) -> Result<Frontier, Problem> {
    let begun = last.map_or(0, |s| s.size);
    let kept = last.map_or(&[] as &[u8], |s| s.frontier.as_slice());
    let mut tree = Frontier::from_bytes(begun.unsigned_abs(), kept)
        .ok_or_else(|| Problem::internal("a seal's tree is not of its size"))?;
    let mut after = begun;
    while after < size {
        let hashes = hashes(tx, after, size).await?;
        if hashes.is_empty() {
            return Err(Problem::internal("the trail is shorter than its head says"));
        }
        for entry in hashes {
            if entry.seq != after + 1 {
                return Err(Problem::internal("an entry of the trail is missing"));
            }
            after = entry.seq;
            tree.push(leaf(&entry.hash));
        }
    }
    Ok(tree)
}

/// An entry's place and hash.
#[derive(FromQueryResult)]
pub(super) struct Entry {
    /// The place.
    pub seq: i64,
    /// The hash.
    pub hash: Vec<u8>,
}

/// The next hashes of the trail after a place, up to another.
pub(super) async fn hashes(tx: &ReadTx, after: i64, through: i64) -> Result<Vec<Entry>, Problem> {
    use audit_event::Column as C;
    Ok(tx
        .find::<audit_event::Entity>()
        .filter(C::Seq.gt(after))
        .filter(C::Seq.lte(through))
        .with(|q| {
            q.select_only()
                .columns([C::Seq, C::Hash])
                .order_by_asc(C::Seq)
                .limit(AT_ONCE)
        })
        .all_as()
        .await?)
}

fn sealed(app: &App, company_id: Uuid, tree: &Frontier) -> Result<audit_seal::Model, Problem> {
    let (root, signed_at) = (tree.root(), app.clock.now());
    let size = i64::try_from(tree.size()).map_err(Problem::internal)?;
    let (public_key, signature) = signed::sign(&app.secrets, company_id, (size, &root), signed_at)?;
    Ok(audit_seal::Model {
        company_id,
        size,
        signed_at,
        root: root.to_vec(),
        frontier: tree.to_bytes(),
        public_key,
        signature,
        kept_at: None,
    })
}
