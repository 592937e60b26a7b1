//! How does a request look to those who handle it?

use super::{
    dto::{
        PrivacyDecision, PrivacyIdentityCheck, PrivacyRequest, PrivacyRequestEntry, PrivacyRequestItem, PrivacySubject,
        PrivacySubjectKind,
    },
    entity::{privacy_decision, privacy_request, privacy_request_event},
    store::{UNANSWERED, clock, status, word},
};
use crate::{
    customers::{customer, dto::Language},
    deductions::household_member,
    http::{Caller, Problem},
    jobs::mail,
    privacy::notices,
    store::ReadTx,
    users,
};
use chrono::NaiveDate;
use kontoret_core::{
    permission::Permission,
    privacy_request::{Action, Status, TRANSITIONS, extend},
};
use sea_orm::{ColumnTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

type Names = HashMap<Uuid, (String, String)>;

fn name_of(names: &Names, id: Option<Uuid>) -> Option<String> {
    id.and_then(|id| names.get(&id)).map(|(name, _)| name.clone())
}

/// Days until a request is due, while it waits for an answer.
pub(super) fn days_left(status: Status, due_on: NaiveDate, today: NaiveDate) -> Option<i64> {
    UNANSWERED.contains(&status).then(|| (due_on - today).num_days())
}

/// Requests as they stand in the queue.
pub(super) async fn items(tx: &ReadTx, rows: Vec<privacy_request::Model>) -> Result<Vec<PrivacyRequestItem>, Problem> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|r| r.handler_id).collect();
    let names = users::names(tx, &ids).await?;
    rows.into_iter()
        .map(|r| {
            let status = status(&r)?;
            Ok(PrivacyRequestItem {
                id: r.id,
                number: r.number,
                kind: word(&r.kind)?,
                status,
                handler: name_of(&names, r.handler_id),
                name: r.name,
                received_on: r.received_on,
                due_on: r.due_on,
                days_left: days_left(status, r.due_on, tx.today()),
                extended: r.extended,
                outcome: r.outcome.as_deref().map(word).transpose()?,
            })
        })
        .collect()
}

/// What was decided, in the order of the letter.
pub(super) async fn decisions(tx: &ReadTx, request_id: Uuid) -> Result<Vec<PrivacyDecision>, Problem> {
    use privacy_decision::Column as C;
    tx.find::<privacy_decision::Entity>()
        .filter(C::RequestId.eq(request_id))
        .with(|q| q.order_by_asc(C::Position))
        .all()
        .await?
        .into_iter()
        .map(|d| {
            Ok(PrivacyDecision {
                datum: d.datum,
                result: word(&d.result)?,
                ground: d.ground.as_deref().map(word).transpose()?,
                note: d.note,
            })
        })
        .collect()
}

async fn entries(tx: &ReadTx, request_id: Uuid) -> Result<Vec<privacy_request_event::Model>, Problem> {
    use privacy_request_event::Column as C;
    Ok(tx
        .find::<privacy_request_event::Entity>()
        .filter(C::RequestId.eq(request_id))
        .with(|q| q.order_by_asc(C::At).order_by_asc(C::Id))
        .all()
        .await?)
}

async fn subject(tx: &ReadTx, row: &privacy_request::Model) -> Result<Option<PrivacySubject>, Problem> {
    let (Some(kind), Some(id)) = (&row.subject_kind, row.subject_id) else {
        return Ok(None);
    };
    let kind = PrivacySubjectKind::parse(kind);
    let name = match kind {
        PrivacySubjectKind::Customer => tx
            .find::<customer::Entity>()
            .filter(customer::Column::Id.eq(id))
            .one()
            .await?
            .map(|c| c.name),
        PrivacySubjectKind::HouseholdMember => tx
            .find::<household_member::Entity>()
            .filter(household_member::Column::Id.eq(id))
            .one()
            .await?
            .map(|m| m.name),
        PrivacySubjectKind::User => users::find_user(tx, id).await?.map(|u| u.name),
    };
    let name = name.unwrap_or_default();
    Ok(Some(PrivacySubject { kind, id, name }))
}

/// What the caller can do: by status, clock and permission.
async fn actions(tx: &ReadTx, row: &privacy_request::Model, caller: &Caller) -> Result<Vec<Action>, Problem> {
    if !caller.may(Permission::PrivacyWrite) {
        return Ok(Vec::new());
    }
    let extendable = extend(clock(row), "x", tx.today()).is_ok();
    let mut actions = TRANSITIONS.allowed(status(row)?);
    actions.retain(|a| *a != Action::Extend || extendable);
    if actions.contains(&Action::Close) && notices::are_owed(tx, row.id).await? {
        actions.retain(|a| *a != Action::Close);
    }
    Ok(actions)
}

/// A request, whole.
pub(super) async fn whole(
    tx: &ReadTx,
    row: privacy_request::Model,
    caller: &Caller,
) -> Result<PrivacyRequest, Problem> {
    let entries = entries(tx, row.id).await?;
    let mut mails = mail::of_privacy(tx, entries.iter().map(|e| e.id).collect()).await?;
    let ids: Vec<Uuid> = entries
        .iter()
        .filter_map(|e| e.by_id)
        .chain(row.handler_id)
        .chain(row.identity_by)
        .collect();
    let names = users::names(tx, &ids).await?;
    let events = entries
        .into_iter()
        .map(|e| {
            Ok(PrivacyRequestEntry {
                id: e.id,
                kind: word(&e.kind)?,
                by: name_of(&names, e.by_id),
                at: e.at,
                mail: mails.remove(&e.id),
                note: e.note,
            })
        })
        .collect::<Result<_, Problem>>()?;
    let identity = match (&row.identity_how, row.identity_at) {
        (Some(how), Some(at)) => Some(PrivacyIdentityCheck {
            how: word(how)?,
            note: row.identity_note.clone(),
            at,
            by: name_of(&names, row.identity_by),
        }),
        _ => None,
    };
    let status = status(&row)?;
    Ok(PrivacyRequest {
        kind: word(&row.kind)?,
        plane: word(&row.plane)?,
        channel: word(&row.channel)?,
        language: Language::parse(&row.language),
        subject: subject(tx, &row).await?,
        decisions: decisions(tx, row.id).await?,
        outcome: row.outcome.as_deref().map(word).transpose()?,
        actions: actions(tx, &row, caller).await?,
        days_left: days_left(status, row.due_on, tx.today()),
        handler: name_of(&names, row.handler_id),
        id: row.id,
        version: row.version,
        number: row.number,
        status,
        name: row.name,
        email: row.email,
        phone: row.phone,
        message: row.message,
        identity,
        handler_id: row.handler_id,
        received_on: row.received_on,
        promised_on: row.promised_on,
        lawful_on: row.lawful_on,
        due_on: row.due_on,
        paused_days: row.paused_days,
        extended: row.extended,
        extended_reason: row.extended_reason,
        answer: row.answer,
        answered_at: row.answered_at,
        forwarded_to: row.forwarded_to,
        events,
    })
}
