//! How are users found?

use super::entity::{membership, user_account};
use crate::{http::Problem, store::ReadTx};
use sea_orm::{ColumnTrait, ExprTrait, QueryOrder, QuerySelect};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The status of a user who may work in the company.
pub const ACTIVE: &str = "active";
/// The most companies of one user that are offered to switch between.
const MAX_PLACES: u64 = 200;

/// The form in which an address is kept and compared: small letters, one spelling of each. Accents stay, for
/// `åkeri.example` and `akeri.example` are different mailboxes.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// The log-in with an address that [`fold_email`] gave.
///
/// # Errors
/// The database's.
pub async fn find_by_email(tx: &ReadTx, folded: &str) -> Result<Option<user_account::Model>, Problem> {
    Ok(tx.find_global::<user_account::Entity>().filter(user_account::Column::EmailFolded.eq(folded)).one().await?)
}

/// A log-in.
///
/// # Errors
/// The database's.
pub async fn find_user(tx: &ReadTx, id: Uuid) -> Result<Option<user_account::Model>, Problem> {
    Ok(tx.find_global::<user_account::Entity>().filter(user_account::Column::Id.eq(id)).one().await?)
}

/// The user's active places in every company, oldest first. The transaction's scope must name the user.
///
/// # Errors
/// The database's.
pub async fn places(tx: &ReadTx, user_id: Uuid) -> Result<Vec<membership::Model>, Problem> {
    use membership::Column as C;
    Ok(tx
        .find_unscoped::<membership::Entity>("a user sees the companies that they belong to")
        .filter(C::UserId.eq(user_id).and(C::Status.eq(ACTIVE)))
        .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::CompanyId).limit(MAX_PLACES))
        .all()
        .await?)
}

/// Names and initials of the company's users, by membership id as well as by user id: one query. Ids of others are
/// left out.
///
/// # Errors
/// The database's.
pub async fn names(tx: &ReadTx, ids: &[Uuid]) -> Result<HashMap<Uuid, (String, String)>, Problem> {
    use membership::Column as C;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let rows = tx
        .find::<membership::Entity>()
        .filter(C::Id.is_in(ids.iter().copied()).or(C::UserId.is_in(ids.iter().copied())))
        .all()
        .await?;
    let mut found = HashMap::with_capacity(2 * rows.len());
    for row in rows {
        let name = (row.name, row.initials);
        found.insert(row.id, name.clone());
        found.insert(row.user_id, name);
    }
    Ok(found)
}
