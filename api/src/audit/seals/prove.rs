//! `getAuditProof` and `getAuditConsistency`.

use super::{
    super::merkle::{self, Hash, leaf},
    dto::{AuditConsistency, AuditProof, GetAuditConsistency, GetAuditProof},
    make::hashes,
    signed::hex,
};
use crate::{
    app::App,
    http::{Auth, FieldCode, Json, Problem, Problems, Query, perm},
    store::{ReadTx, entity::audit_head},
};
use actix_web::get;

/// That an entry is among those under a seal.
#[utoipa::path(tag = "audit", operation_id = "getAuditProof", params(GetAuditProof),
    extensions(("x-permission" = json!(["audit_read"]))),
    responses((status = 200, description = "The proof", body = AuditProof), Problems))]
#[get("/audit-proof")]
pub async fn get_audit_proof(
    app: App,
    auth: Auth<perm::AuditRead>,
    query: Query<GetAuditProof>,
) -> Result<Json<AuditProof>, Problem> {
    let (seq, size) = (query.seq, query.size);
    if seq > size {
        return Err(Problem::field("seq", FieldCode::TooLarge));
    }
    let index = usize::try_from(seq - 1).map_err(Problem::internal)?;
    let entries = app.read(&auth, async |tx| entries(tx, size, "size").await).await?;
    let leaves: Vec<Hash> = entries.iter().map(|hash| leaf(hash)).collect();
    Ok(Json(AuditProof {
        seq,
        size,
        hash: entries.get(index).map(|hash| hex(hash)).unwrap_or_default(),
        path: words(&merkle::inclusion(&leaves, index)),
        root: hex(&merkle::root(&leaves)),
    }))
}

/// That the trail was only added to between two seals.
#[utoipa::path(tag = "audit", operation_id = "getAuditConsistency", params(GetAuditConsistency),
    extensions(("x-permission" = json!(["audit_read"]))),
    responses((status = 200, description = "The proof", body = AuditConsistency), Problems))]
#[get("/audit-consistency")]
pub async fn get_audit_consistency(
    app: App,
    auth: Auth<perm::AuditRead>,
    query: Query<GetAuditConsistency>,
) -> Result<Json<AuditConsistency>, Problem> {
    let (from, to) = (query.from, query.to);
    if from > to {
        return Err(Problem::field("from", FieldCode::TooLarge));
    }
    let first = usize::try_from(from).map_err(Problem::internal)?;
    let entries = app.read(&auth, async |tx| entries(tx, to, "to").await).await?;
    let leaves: Vec<Hash> = entries.iter().map(|hash| leaf(hash)).collect();
    Ok(Json(AuditConsistency {
        from,
        from_root: hex(&merkle::root(leaves.get(..first).unwrap_or_default())),
        to,
        to_root: hex(&merkle::root(&leaves)),
        path: words(&merkle::consistency(&leaves, first)),
    }))
}

fn words(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| hex(hash)).collect()
}

/// The hashes of the first entries of the trail: 32 bytes each.
async fn entries(tx: &ReadTx, size: i64, field: &str) -> Result<Vec<Vec<u8>>, Problem> {
    let head = tx.find::<audit_head::Entity>().one().await?;
    if size > head.map_or(0, |h| h.seq) {
        return Err(Problem::field(field, FieldCode::TooLarge));
    }
    let mut all = Vec::new();
    let mut after = 0;
    while after < size {
        let part = hashes(tx, after, size).await?;
        let Some(last) = part.last() else {
            return Err(Problem::internal("the trail is shorter than its head says"));
        };
        after = last.seq;
        all.extend(part.into_iter().map(|e| e.hash));
    }
    Ok(all)
}
