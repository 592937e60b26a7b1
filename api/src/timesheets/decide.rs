//! How does a week go on?

use super::{entity::timesheet, store, view};
use crate::{
    http::{Caller, Code, IfMatch, Problem, Reply},
    store::{Done, Event, WriteTx},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    timesheet::{Action, TRANSITIONS, may_decide},
    week::IsoWeek,
};
use uuid::Uuid;

/// An employee on whose week the caller may decide.
pub(super) async fn decidable(tx: &WriteTx, caller: &Caller, membership_id: Uuid) -> Result<Uuid, Problem> {
    let id = store::whose(tx, caller, Some(membership_id)).await?;
    if may_decide(caller.role, id == caller.membership_id) {
        Ok(id)
    } else {
        Err(Problem::new(Code::Forbidden))
    }
}

/// What is done to a week.
pub(super) struct Step {
    pub action: Action,
    pub event: EventKind,
    pub reason: Option<String>,
}

/// Does it, if nobody was faster and the week's status allows it.
pub(super) async fn go(
    tx: &WriteTx,
    caller: &Caller,
    membership_id: Uuid,
    week: IsoWeek,
    if_match: IfMatch,
    step: Step,
) -> Result<Done, Problem> {
    let before = store::lock_timesheet(tx, membership_id, week).await?;
    if_match.expect(before.version)?;
    let status = TRANSITIONS
        .next(store::word(&before.status)?, step.action)
        .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
    let decided = step.action != Action::Submit;
    let row = timesheet::Model {
        status: status.as_str().to_owned(),
        reason: step.reason,
        decided_by: decided.then_some(caller.membership_id),
        decided_at: decided.then(|| tx.now()),
        ..before.clone()
    };
    let row = store::save_timesheet(tx, row).await?;
    let event = Event::new(step.event, EntityKind::Timesheet, row.id).changed("timesheet", Some(&before), &row);
    let shown = view::week(tx, caller, membership_id, week).await?;
    Ok(Done::new(event, Reply::ok(&shown)?.version(row.version)))
}
