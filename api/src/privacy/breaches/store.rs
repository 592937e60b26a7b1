//! How does a breach come into the register, get its handler, and change?

use super::{
    check,
    dto::{Breach, BreachInput},
    entity::{breach, breach_event},
    view,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, IfMatch, Problem, Reply},
    jobs::mail::{self, Document, MailInput},
    privacy::requests::deciders,
    store::{
        Done, Event, ReadTx, WriteTx,
        counter::{self, Series},
    },
    users::{self, membership},
};
use kontoret_core::{
    breach::{BreachAction, BreachEntry, BreachStatus, TRANSITIONS, warning},
    event::{EntityKind, EventKind},
    permission::Role,
};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who is told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Nobody,
    /// Whoever handles the breach; everybody who may decide where nobody does.
    Handler,
    /// The owners of the company, and whoever handles it.
    Owners,
}

/// What stands on the time line: what happened, the word or number that goes with it, and what was said.
pub(super) struct Line<'a>(pub BreachEntry, pub &'a str, pub &'a str);

/// Writes on the time line, and tells by mail whom it concerns.
pub(super) async fn enter(
    tx: &WriteTx,
    row: &breach::Model,
    Line(kind, detail, note): Line<'_>,
    by_id: Option<Uuid>,
    to: To,
) -> Result<(), Problem> {
    let entry = breach_event::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        breach_id: row.id,
        kind: kind.as_str().to_owned(),
        detail: detail.to_owned(),
        note: note.to_owned(),
        by_id,
        at: tx.now(),
    };
    let id = entry.id;
    tx.insert::<breach_event::Entity, _>(breach_event::ActiveModel::from(entry).reset_all())
        .await?;
    for user in users::find_users(tx, &told(tx, row, to).await?).await? {
        let letter = MailInput {
            document: Document::Breach {
                event_id: id,
                user_id: user.id,
            },
            recipient: user.email,
            message: String::new(),
        };
        mail::queue(tx, letter).await?;
    }
    Ok(())
}

/// The users who are told, each once.
async fn told(tx: &ReadTx, row: &breach::Model, to: To) -> Result<Vec<Uuid>, Problem> {
    if to == To::Nobody {
        return Ok(Vec::new());
    }
    let all = deciders(tx).await?;
    let handler = |p: &&membership::Model| Some(p.id) == row.handler_id;
    let owner = |p: &&membership::Model| p.role == Role::Owner.as_str();
    let chosen: Vec<Uuid> = match to {
        To::Owners => all
            .iter()
            .filter(|p| handler(p) || owner(p))
            .map(|p| p.user_id)
            .collect(),
        _ => all.iter().filter(handler).map(|p| p.user_id).collect(),
    };
    Ok(if chosen.is_empty() {
        all.into_iter().map(|p| p.user_id).collect()
    } else {
        chosen
    })
}

/// The one with the fewest open breaches, and of equals the one who came first.
async fn next_handler(tx: &ReadTx) -> Result<Option<Uuid>, Problem> {
    use breach::Column as C;
    let open = tx
        .find::<breach::Entity>()
        .filter(C::Status.eq(BreachStatus::Open.as_str()))
        .all()
        .await?;
    let mut load: BTreeMap<Uuid, usize> = BTreeMap::new();
    for handler in open.iter().filter_map(|b| b.handler_id) {
        *load.entry(handler).or_default() += 1;
    }
    let places = deciders(tx).await?;
    Ok(places
        .iter()
        .map(|p| (load.get(&p.id).copied().unwrap_or(0), p.id))
        .reduce(|first, next| if next.0 < first.0 { next } else { first })
        .map(|(_, id)| id))
}

/// Who registers a breach.
#[derive(Clone, Debug)]
pub(super) enum From {
    /// Somebody who is taken as its handler if they may decide.
    Staff(Uuid),
    /// Another company, by its name, with the entry in its register.
    Company { name: String, breach_id: Uuid },
}

/// Puts a breach into the register, with its handler and its clock.
pub(super) async fn open(tx: &WriteTx, input: &BreachInput, from: From, hours: i64) -> Result<breach::Model, Problem> {
    let (told_by, passed_on_from, by) = match &from {
        From::Staff(id) => (String::new(), None, Some(*id)),
        From::Company { name, breach_id, .. } => (name.clone(), Some(*breach_id), None),
    };
    let handler_id = match by {
        Some(id) => Some(id),
        None => next_handler(tx).await?,
    };
    let empty = breach::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number: 0,
        status: BreachStatus::Open.as_str().to_owned(),
        title: String::new(),
        description: String::new(),
        kinds: serde_json::Value::Null,
        discovered_at: input.discovered_at,
        discovered_how: String::new(),
        began_at: None,
        ended_at: None,
        categories: serde_json::Value::Null,
        people: serde_json::Value::Null,
        people_count: None,
        record_count: None,
        consequences: String::new(),
        measures_taken: String::new(),
        measures_planned: String::new(),
        abroad: String::new(),
        risk: None,
        risk_reason: String::new(),
        handler_id,
        assigned_at: tx.now(),
        due_at: input.discovered_at,
        warned: 0,
        reporting: None,
        reported_at: None,
        case_number: String::new(),
        report_reason: String::new(),
        delay_reason: String::new(),
        informing: None,
        informed_at: None,
        informed_how: String::new(),
        informed_count: None,
        exemption: None,
        inform_reason: String::new(),
        created_at: tx.now(),
        closed_at: None,
        told_by,
        passed_on_from,
    };
    let mut row = check::apply(empty, input, hours)?;
    row.number = counter::take(tx, Series::Breach).await?;
    tx.insert::<breach::Entity, _>(breach::ActiveModel::from(row.clone()).reset_all())
        .await?;
    match &from {
        From::Staff(by) => enter(tx, &row, Line(BreachEntry::Registered, "", ""), Some(*by), To::Nobody).await?,
        From::Company { name, .. } => {
            enter(tx, &row, Line(BreachEntry::FromOperator, name, ""), None, To::Owners).await?;
        }
    }
    assessed(tx, &row, by).await?;
    Ok(row)
}

/// Writes the assessment on the time line, where there is one.
pub(super) async fn assessed(tx: &WriteTx, row: &breach::Model, by: Option<Uuid>) -> Result<(), Problem> {
    match &row.risk {
        None => Ok(()),
        Some(risk) => {
            enter(
                tx,
                row,
                Line(BreachEntry::Assessed, risk, &row.risk_reason),
                by,
                To::Nobody,
            )
            .await
        }
    }
}

/// That a breach came into the register.
pub(super) fn registered(row: &breach::Model) -> Event {
    Event::new(EventKind::BreachRegistered, EntityKind::Breach, row.id).changed("breach", None, row)
}

/// That a breach changed.
pub(super) fn changed(kind: EventKind, before: &breach::Model, after: &breach::Model) -> Event {
    Event::new(kind, EntityKind::Breach, after.id).changed("breach", Some(before), after)
}

/// A breach.
pub(super) async fn find(tx: &ReadTx, id: Uuid) -> Result<breach::Model, Problem> {
    tx.find::<breach::Entity>()
        .filter(breach::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A breach, until the transaction ends in nobody else's hands.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<breach::Model, Problem> {
    tx.find::<breach::Entity>()
        .filter(breach::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Writes the row.
pub(super) async fn save(tx: &WriteTx, row: &breach::Model) -> Result<(), Problem> {
    tx.update::<breach::Entity, _>(breach::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(())
}

/// Where a breach stands.
pub(super) fn status(row: &breach::Model) -> Result<BreachStatus, Problem> {
    row.status.parse().map_err(Problem::internal)
}

/// How far the handler has been warned by now: what follows a changed clock is told anew, and nothing twice.
pub(super) fn warned(tx: &ReadTx, row: &breach::Model) -> i32 {
    let due = warning(row.due_at, tx.now()).map_or(0, |(_, step)| step);
    row.warned.min(due)
}

/// An action on a breach: the version is checked, the step taken, `f` does the rest, and the breach is answered.
pub(super) async fn act<P>(
    app: &App,
    auth: &Auth<P>,
    (id, if_match, command): (Uuid, IfMatch, &Command),
    (action, kind): (BreachAction, EventKind),
    f: impl AsyncFnOnce(&WriteTx, &mut breach::Model) -> Result<(), Problem>,
) -> Result<Reply, Problem> {
    app.write(auth, command, async |tx| {
        let before = lock(tx, id).await?;
        if_match.expect(before.version)?;
        let next = TRANSITIONS
            .next(status(&before)?, action)
            .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
        let mut row = before.clone();
        row.status = next.as_str().to_owned();
        row.version += 1;
        f(tx, &mut row).await?;
        save(tx, &row).await?;
        let version = row.version;
        let event = changed(kind, &before, &row);
        let answer: Breach = view::whole(tx, row, auth).await?;
        Ok(Done::new(event, Reply::ok(&answer)?.version(version)))
    })
    .await
}
