//! How does a breach look to those who handle it?

use super::{
    check::{content, facts, word},
    dto::{Breach, BreachEvent, BreachItem},
    entity::{breach, breach_event},
    store::status,
};
use crate::{
    company,
    http::{Caller, Problem},
    jobs::mail,
    store::ReadTx,
    users,
};
use kontoret_core::{
    breach::{BreachAction, BreachStatus, LAWFUL_HOURS, TRANSITIONS, due_at, hours_left, owed},
    permission::Permission,
};
use sea_orm::{ColumnTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

type Names = HashMap<Uuid, (String, String)>;

fn name_of(names: &Names, id: Option<Uuid>) -> Option<String> {
    id.and_then(|id| names.get(&id)).map(|(name, _)| name.clone())
}

/// Hours until the report is to be decided on, while the clock runs.
fn running(tx: &ReadTx, row: &breach::Model) -> Result<Option<i64>, Problem> {
    let runs = row.reporting.is_none() && status(row)? == BreachStatus::Open;
    Ok(runs.then(|| hours_left(row.due_at, tx.now())))
}

/// Breaches as they stand in the register.
pub(super) async fn items(tx: &ReadTx, rows: Vec<breach::Model>) -> Result<Vec<BreachItem>, Problem> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|r| r.handler_id).collect();
    let names = users::names(tx, &ids).await?;
    rows.into_iter()
        .map(|r| {
            Ok(BreachItem {
                id: r.id,
                number: r.number,
                status: status(&r)?,
                risk: word(r.risk.as_deref())?,
                discovered_at: r.discovered_at,
                due_at: r.due_at,
                hours_left: running(tx, &r)?,
                reporting: word(r.reporting.as_deref())?,
                handler: name_of(&names, r.handler_id),
                owed: owed(facts(&r)?),
                title: r.title,
                told_by: r.told_by,
            })
        })
        .collect()
}

/// What stands on the time line, oldest first.
async fn entries(tx: &ReadTx, breach_id: Uuid) -> Result<Vec<breach_event::Model>, Problem> {
    use breach_event::Column as C;
    Ok(tx
        .find::<breach_event::Entity>()
        .filter(C::BreachId.eq(breach_id))
        .with(|q| q.order_by_asc(C::At).order_by_asc(C::Id))
        .all()
        .await?)
}

/// What the caller can do: by status, permission, company and what is owed.
async fn actions(tx: &ReadTx, row: &breach::Model, caller: &Caller) -> Result<Vec<BreachAction>, Problem> {
    if !caller.may(Permission::PrivacyWrite) {
        return Ok(Vec::new());
    }
    let mut actions = TRANSITIONS.allowed(status(row)?);
    if actions.contains(&BreachAction::InformCompanies) && !company::directory(tx).await?.operator {
        actions.retain(|a| *a != BreachAction::InformCompanies);
    }
    if !owed(facts(row)?).is_empty() {
        actions.retain(|a| *a != BreachAction::Close);
    }
    Ok(actions)
}

/// A breach, whole.
pub(super) async fn whole(tx: &ReadTx, row: breach::Model, caller: &Caller) -> Result<Breach, Problem> {
    let entries = entries(tx, row.id).await?;
    let mut mails = mail::of_breach(tx, entries.iter().map(|e| e.id).collect()).await?;
    let ids: Vec<Uuid> = entries.iter().filter_map(|e| e.by_id).chain(row.handler_id).collect();
    let names = users::names(tx, &ids).await?;
    let events = entries
        .into_iter()
        .map(|e| {
            Ok(BreachEvent {
                id: e.id,
                kind: e.kind.parse().map_err(Problem::internal)?,
                by: name_of(&names, e.by_id),
                at: e.at,
                mails: mails.remove(&e.id).unwrap_or_default(),
                detail: e.detail,
                note: e.note,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Breach {
        content: content(&row)?,
        status: status(&row)?,
        hours_left: running(tx, &row)?,
        lawful_at: due_at(row.discovered_at, LAWFUL_HOURS),
        handler: name_of(&names, row.handler_id),
        reporting: word(row.reporting.as_deref())?,
        informing: word(row.informing.as_deref())?,
        exemption: word(row.exemption.as_deref())?,
        owed: owed(facts(&row)?),
        actions: actions(tx, &row, caller).await?,
        id: row.id,
        version: row.version,
        number: row.number,
        told_by: row.told_by,
        handler_id: row.handler_id,
        due_at: row.due_at,
        reported_at: row.reported_at,
        case_number: row.case_number,
        report_reason: row.report_reason,
        delay_reason: row.delay_reason,
        informed_at: row.informed_at,
        informed_how: row.informed_how,
        informed_count: row.informed_count,
        inform_reason: row.inform_reason,
        closed_at: row.closed_at,
        events,
    })
}
