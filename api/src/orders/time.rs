//! How does an order go on: by an action, or by the first time that is reported on it?

use super::{entity::work_order, store, view};
use crate::{
    http::{Caller, Code, FieldCode, IfMatch, Problem, Reply},
    store::{Done, Event, WriteTx},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    order::{Action, Status, TRANSITIONS},
};
use uuid::Uuid;

/// Takes an order that the caller sees to the status that an action leads to.
///
/// # Errors
/// `not_found`, `stale`, `not_allowed_in_status`; `already_invoiced` for calling off what is invoiced.
pub(super) async fn advance(
    tx: &WriteTx,
    caller: &Caller,
    id: Uuid,
    if_match: IfMatch,
    action: Action,
    event: EventKind,
) -> Result<Done, Problem> {
    let before = lock_visible(tx, caller, id).await?;
    if_match.expect(before.version)?;
    let next = TRANSITIONS
        .next(store::status(&before)?, action)
        .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
    if action == Action::Cancel && view::is_invoiced(tx, id).await? {
        return Err(Problem::new(Code::AlreadyInvoiced));
    }
    let (row, event) = to_status(tx, &before, next, event).await?;
    let version = row.version;
    Ok(Done::new(
        event,
        Reply::ok(&view::order(tx, caller, row).await?)?.version(version),
    ))
}

async fn lock_visible(tx: &WriteTx, caller: &Caller, id: Uuid) -> Result<work_order::Model, Problem> {
    // Locked first, judged then: who may see it can change while waiting for the lock.
    store::lock_order(tx, id).await?;
    store::get_order(tx, caller, id).await
}

async fn to_status(
    tx: &WriteTx,
    before: &work_order::Model,
    next: Status,
    event: EventKind,
) -> Result<(work_order::Model, Event), Problem> {
    let mut row = before.clone();
    row.status = next.as_str().to_owned();
    row.version += 1;
    store::save_status(tx, &row).await?;
    let event = Event::new(event, EntityKind::Order, row.id).changed("work_order", Some(before), &row);
    Ok((row, event))
}

/// Makes sure that time can be reported on an order, and begins its work if it was only planned.
///
/// # Errors
/// `invalid_fields` at `/order_id` when the caller sees no such order; `not_allowed_in_status` when it is settled or
/// called off.
pub async fn report_time(tx: &WriteTx, caller: &Caller, order_id: Uuid) -> Result<Option<Event>, Problem> {
    let order = lock_visible(tx, caller, order_id).await.map_err(|p| match p.code {
        Code::NotFound => Problem::field("/order_id", FieldCode::NotFound),
        _ => p,
    })?;
    let status = store::status(&order)?;
    if TRANSITIONS.next(status, Action::ReportTime).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    if status != Status::Planned {
        return Ok(None);
    }
    to_status(tx, &order, Status::InProgress, EventKind::OrderStarted)
        .await
        .map(|(_, event)| Some(event))
}
