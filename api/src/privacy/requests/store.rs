//! How does a request come in, get its handler, and change?

use super::{
    dto::{PrivacyRequest, PrivacyRequestText},
    entity::{privacy_request, privacy_request_event},
    view,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Caller, Code, Command, FieldCode, IfMatch, Problem, Reply},
    jobs::{
        Job, JobKind,
        mail::{self, Document, MailInput},
    },
    store::{
        Done, Event, ReadTx, WriteTx,
        counter::{self, Series},
    },
    users::{self, ACTIVE, membership},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::{Permission, Role},
    privacy_case::{Channel, Entry, Identity, Plane},
    privacy_request::{Action, Clock, Kind, Status, TRANSITIONS, deadline},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, QueryOrder, QuerySelect};
use std::str::FromStr;
use uuid::Uuid;

/// Those that wait for an answer, or for the rest of it.
pub(super) const UNANSWERED: [Status; 5] = [
    Status::Received,
    Status::Open,
    Status::Waiting,
    Status::Decided,
    Status::NeedsAttention,
];

/// A word of the database.
pub(super) fn word<T: FromStr>(text: &str) -> Result<T, Problem>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(Problem::internal)
}

/// Where a request stands.
pub(super) fn status(row: &privacy_request::Model) -> Result<Status, Problem> {
    word(&row.status)
}

/// What a request's clock is counted from.
pub(super) fn clock(row: &privacy_request::Model) -> Clock {
    Clock {
        received_on: row.received_on,
        paused_days: u32::try_from(row.paused_days).unwrap_or(0),
        extended: row.extended,
    }
}

/// Writes the deadline that follows from the clock.
pub(super) fn set_clock(row: &mut privacy_request::Model, clock: Clock) {
    let d = deadline(clock);
    row.paused_days = i32::try_from(clock.paused_days).unwrap_or(i32::MAX);
    row.extended = clock.extended;
    (row.promised_on, row.lawful_on, row.due_on) = (d.promised_on, d.lawful_on, d.due_on);
}

/// Who is told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Nobody,
    Person,
    Handler,
}

/// Writes on the time line, and tells by mail whom it concerns. Gives the entry's id.
pub(super) async fn enter(
    tx: &WriteTx,
    row: &privacy_request::Model,
    (kind, note): (Entry, &str),
    by_id: Option<Uuid>,
    to: To,
) -> Result<Uuid, Problem> {
    let entry = privacy_request_event::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        request_id: row.id,
        kind: kind.as_str().to_owned(),
        note: note.to_owned(),
        by_id,
        at: tx.now(),
    };
    let id = entry.id;
    tx.insert::<privacy_request_event::Entity, _>(privacy_request_event::ActiveModel::from(entry).reset_all())
        .await?;
    let recipient = match to {
        To::Nobody => None,
        To::Person => Some(row.email.clone()).filter(|e| !e.is_empty()),
        To::Handler => handler_address(tx, row).await?,
    };
    if let Some(recipient) = recipient {
        let document = Document::Privacy(id);
        let message = String::new();
        mail::queue(
            tx,
            MailInput {
                document,
                recipient,
                message,
            },
        )
        .await?;
    }
    Ok(id)
}

async fn handler_address(tx: &ReadTx, row: &privacy_request::Model) -> Result<Option<String>, Problem> {
    let Some(place) = handler(tx, row).await? else {
        return Ok(None);
    };
    Ok(users::find_user(tx, place.user_id).await?.map(|u| u.email))
}

/// Who handles a request.
pub(super) async fn handler(tx: &ReadTx, row: &privacy_request::Model) -> Result<Option<membership::Model>, Problem> {
    let Some(id) = row.handler_id else { return Ok(None) };
    Ok(tx
        .find::<membership::Entity>()
        .filter(membership::Column::Id.eq(id))
        .one()
        .await?)
}

/// Those who may decide, oldest first.
///
/// # Errors
/// The database's.
pub async fn deciders(tx: &ReadTx) -> Result<Vec<membership::Model>, Problem> {
    use membership::Column as C;
    let roles = Role::OF_USERS.into_iter().filter(|r| r.has(Permission::PrivacyWrite));
    Ok(tx
        .find::<membership::Entity>()
        .filter(C::Status.eq(ACTIVE).and(C::Role.is_in(roles.map(Role::as_str))))
        .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::Id))
        .all()
        .await?)
}

/// The one whose turn it is: who got a request longest ago, or never.
async fn next_handler(tx: &ReadTx) -> Result<Option<Uuid>, Problem> {
    use privacy_request::Column as C;
    let mut turns = Vec::new();
    for place in deciders(tx).await? {
        let newest = tx
            .find::<privacy_request::Entity>()
            .filter(C::HandlerId.eq(place.id))
            .with(|q| q.order_by_desc(C::AssignedAt).order_by_desc(C::Number).limit(1))
            .one()
            .await?;
        turns.push((newest.map(|r| (r.assigned_at, r.number)), place.id));
    }
    // Nobody before somebody, and of equals the one who came first.
    Ok(turns
        .into_iter()
        .reduce(|first, next| if next.0 < first.0 { next } else { first })
        .map(|(_, id)| id))
}

/// A request that comes in.
#[derive(Clone, Debug)]
pub(super) struct Incoming {
    pub kind: Kind,
    pub channel: Channel,
    pub language: Language,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub message: String,
    pub received_at: DateTime<Utc>,
    pub received_on: NaiveDate,
    /// The user, who is logged in.
    pub user_id: Option<Uuid>,
    /// The request that another company passed on, and from whom it comes.
    pub passed_on: Option<(Uuid, String)>,
    /// Who entered it.
    pub by_id: Option<Uuid>,
}

/// Makes a request with its handler; the person is told by a worker.
pub(super) async fn open(tx: &WriteTx, i: Incoming) -> Result<privacy_request::Model, Problem> {
    let operator = crate::company::directory(tx).await?.operator;
    let plane = if operator { Plane::Operator } else { Plane::Company };
    let status = if i.user_id.is_some() {
        Status::Open
    } else {
        Status::Received
    };
    let mut row = privacy_request::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number: 0,
        kind: i.kind.as_str().to_owned(),
        plane: plane.as_str().to_owned(),
        status: status.as_str().to_owned(),
        channel: i.channel.as_str().to_owned(),
        language: i.language.as_str().to_owned(),
        name: i.name,
        email: i.email,
        phone: i.phone,
        message: i.message,
        subject_kind: i.user_id.map(|_| "user".to_owned()),
        subject_id: i.user_id,
        identity_how: i.user_id.map(|_| Identity::Session.as_str().to_owned()),
        identity_note: String::new(),
        identity_at: i.user_id.map(|_| tx.now()),
        identity_by: None,
        identity_asked_on: None,
        handler_id: next_handler(tx).await?,
        assigned_at: tx.now(),
        received_at: i.received_at,
        received_on: i.received_on,
        promised_on: i.received_on,
        lawful_on: i.received_on,
        due_on: i.received_on,
        extended: false,
        extended_reason: String::new(),
        paused_days: 0,
        reminded_on: None,
        outcome: None,
        answer: String::new(),
        answered_at: None,
        ended_at: None,
        forwarded_to: String::new(),
        forwarded_from: i.passed_on.as_ref().map(|(id, _)| *id),
    };
    let clock = clock(&row);
    set_clock(&mut row, clock);
    row.number = counter::take(tx, Series::PrivacyRequest).await?;
    tx.insert::<privacy_request::Entity, _>(privacy_request::ActiveModel::from(row.clone()).reset_all())
        .await?;
    let came = match &i.passed_on {
        Some((_, from)) => (Entry::PassedOn, from.as_str()),
        None => (Entry::Received, ""),
    };
    enter(tx, &row, came, i.by_id, To::Nobody).await?;
    enter(tx, &row, (Entry::Assigned, ""), None, To::Handler).await?;
    tx.queue(Job::new(JobKind::PrivacyReceipt, tx, row.id));
    Ok(row)
}

/// That a request came in.
pub(super) fn created(row: &privacy_request::Model) -> Event {
    Event::new(EventKind::PrivacyRequestCreated, EntityKind::PrivacyRequest, row.id).changed(
        "privacy_request",
        None,
        row,
    )
}

/// A request.
pub(super) async fn find(tx: &ReadTx, id: Uuid) -> Result<privacy_request::Model, Problem> {
    tx.find::<privacy_request::Entity>()
        .filter(privacy_request::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A request, until the transaction ends in nobody else's hands.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<privacy_request::Model, Problem> {
    tx.find::<privacy_request::Entity>()
        .filter(privacy_request::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Writes the row.
pub(super) async fn save(tx: &WriteTx, row: &privacy_request::Model) -> Result<(), Problem> {
    tx.update::<privacy_request::Entity, _>(privacy_request::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(())
}

/// Takes the step that an action leads to.
///
/// # Errors
/// [`Code::NotAllowedInStatus`].
pub(super) fn step(tx: &ReadTx, row: &mut privacy_request::Model, action: Action) -> Result<(), Problem> {
    let next = TRANSITIONS
        .next(status(row)?, action)
        .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
    row.status = next.as_str().to_owned();
    row.version += 1;
    if matches!(next, Status::Closed | Status::Forwarded | Status::Withdrawn) {
        row.ended_at = Some(tx.now());
    }
    Ok(())
}

/// What a handler did to a request.
pub(super) fn changed(kind: EventKind, before: &privacy_request::Model, after: &privacy_request::Model) -> Event {
    Event::new(kind, EntityKind::PrivacyRequest, after.id).changed("privacy_request", Some(before), after)
}

/// What a handler must say.
///
/// # Errors
/// `/text` when it is empty.
pub(super) fn said(body: PrivacyRequestText) -> Result<String, Problem> {
    let text = body.text.trim().to_owned();
    if text.is_empty() {
        return Err(Problem::field("/text", FieldCode::Required));
    }
    Ok(text)
}

/// A handler's action: the version is checked, the step taken, `f` does the rest, and the request is answered.
pub(super) async fn act(
    app: &App,
    auth: &Caller,
    (id, if_match, command): (Uuid, IfMatch, &Command),
    (action, kind): (Action, EventKind),
    f: impl AsyncFnOnce(&WriteTx, &mut privacy_request::Model) -> Result<(), Problem>,
) -> Result<Reply, Problem> {
    act_with(app, auth, (id, if_match, command), (action, kind), async |tx, row| {
        f(tx, row).await?;
        Ok(Vec::new())
    })
    .await
}

/// As [`act`], where more happens than the action: `f` gives the other events.
pub(super) async fn act_with(
    app: &App,
    auth: &Caller,
    (id, if_match, command): (Uuid, IfMatch, &Command),
    (action, kind): (Action, EventKind),
    f: impl AsyncFnOnce(&WriteTx, &mut privacy_request::Model) -> Result<Vec<Event>, Problem>,
) -> Result<Reply, Problem> {
    app.write(auth, command, async |tx| {
        let before = lock(tx, id).await?;
        if_match.expect(before.version)?;
        let mut row = before.clone();
        step(tx, &mut row, action)?;
        let others = f(tx, &mut row).await?;
        save(tx, &row).await?;
        let version = row.version;
        let event = changed(kind, &before, &row);
        let answer: PrivacyRequest = view::whole(tx, row, auth).await?;
        let events = std::iter::once(event).chain(others).collect();
        Ok(Done::all(events, Reply::ok(&answer)?.version(version)))
    })
    .await
}
