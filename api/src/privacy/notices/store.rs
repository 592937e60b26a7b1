//! How are notices loaded and shown?

use super::{dto::PrivacyNotice, entity::privacy_notice};
use crate::{
    http::{Caller, Problem},
    jobs::mail,
    privacy::recipients::recipient,
    store::{ReadTx, WriteTx},
    users,
};
use kontoret_core::{permission::Permission, privacy_notice::State};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait};
use std::collections::HashMap;
use uuid::Uuid;

/// Whether somebody is still to be told for a request.
///
/// # Errors
/// The database's.
pub async fn are_owed(tx: &ReadTx, request_id: Uuid) -> Result<bool, Problem> {
    use privacy_notice::Column as C;
    let owed = C::RequestId.eq(request_id).and(C::State.eq(State::ToTell.as_str()));
    Ok(tx.find::<privacy_notice::Entity>().filter(owed).count().await? > 0)
}

/// A notice, until the transaction ends in nobody else's hands.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<Option<privacy_notice::Model>, Problem> {
    Ok(tx
        .find::<privacy_notice::Entity>()
        .filter(privacy_notice::Column::Id.eq(id))
        .for_update()
        .one()
        .await?)
}

/// Writes the row.
pub(super) async fn save(tx: &WriteTx, row: &privacy_notice::Model) -> Result<(), Problem> {
    tx.update::<privacy_notice::Entity, _>(privacy_notice::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(())
}

/// The recipients of notices.
pub(super) async fn recipients(
    tx: &ReadTx,
    rows: &[privacy_notice::Model],
) -> Result<HashMap<Uuid, recipient::Model>, Problem> {
    let found = tx
        .find::<recipient::Entity>()
        .filter(recipient::Column::Id.is_in(rows.iter().map(|r| r.recipient_id)))
        .all()
        .await?;
    Ok(found.into_iter().map(|r| (r.id, r)).collect())
}

/// Notices as they are shown.
pub(super) async fn view(
    tx: &ReadTx,
    rows: Vec<privacy_notice::Model>,
    caller: &Caller,
) -> Result<Vec<PrivacyNotice>, Problem> {
    let recipients = recipients(tx, &rows).await?;
    let mut mails = mail::of_notices(tx, rows.iter().map(|r| r.id).collect()).await?;
    let people: Vec<Uuid> = rows.iter().filter_map(|r| r.settled_by).collect();
    let names = users::names(tx, &people).await?;
    rows.into_iter()
        .map(|r| {
            let state: State = r.state.parse().map_err(Problem::internal)?;
            let (recipient, contact) = recipients
                .get(&r.recipient_id)
                .map(|r| (r.name.clone(), r.contact.clone()))
                .unwrap_or_default();
            let by = r.settled_by.and_then(|id| names.get(&id));
            Ok(PrivacyNotice {
                deed: r.deed.parse().map_err(Problem::internal)?,
                categories: serde_json::from_value(r.categories).map_err(Problem::internal)?,
                subject_kind: r.subject_kind.parse().map_err(Problem::internal)?,
                reference: serde_json::from_value(r.reference).map_err(Problem::internal)?,
                how: r.how.map(|w| w.parse()).transpose().map_err(Problem::internal)?,
                ground: r.ground.map(|w| w.parse()).transpose().map_err(Problem::internal)?,
                can_settle: state == State::ToTell && caller.may(Permission::PrivacyWrite),
                mail: mails.remove(&r.id),
                settled_by: by.map(|(name, _)| name.clone()),
                id: r.id,
                version: r.version,
                recipient_id: r.recipient_id,
                recipient,
                contact,
                subject_id: r.subject_id,
                request_id: r.request_id,
                state,
                note: r.note,
                created_at: r.created_at,
                settled_at: r.settled_at,
            })
        })
        .collect()
}
