//! What was given, who used it, and does it still hold?

use super::{
    dto::{SupportAccess, SupportVisitor},
    entity::{support_access, support_read, support_visit},
};
use crate::{
    app::App,
    audit, company,
    http::{Code, Problem, Reply},
    session::start,
    store::{Actor, Done, Event, ReadTx, Scope, Scoped, WriteTx},
    users::{self, ACTIVE, membership},
};
use chrono::{DateTime, Utc};
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::Role,
    support::{self, SupportAccessState},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A visit that holds.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// Which.
    pub id: Uuid,
    /// By which access.
    pub access_id: Uuid,
    /// Until when at the latest.
    pub expires_at: DateTime<Utc>,
}

/// What an access is now.
pub(super) fn state(row: &support_access::Model, now: DateTime<Utc>) -> SupportAccessState {
    support::state(row.expires_at, row.ended_at, now)
}

/// That an access is open, as a condition.
pub(super) fn open(tx: &ReadTx) -> Condition {
    Condition::all()
        .add(support_access::Column::EndedAt.is_null())
        .add(support_access::Column::ExpiresAt.gt(tx.now()))
}

/// Accesses of whatever company, as far as the database lets the transaction's company see them.
pub(super) fn of_every_company(tx: &ReadTx) -> Scoped<'_, support_access::Entity> {
    tx.find_unscoped::<support_access::Entity>("whoever runs the service sees which companies have opened themselves")
}

/// For whoever doesn't run the service there are no other companies.
///
/// # Errors
/// `not_found`.
pub(super) async fn refuse_others(tx: &ReadTx) -> Result<(), Problem> {
    match company::directory(tx).await?.operator {
        true => Ok(()),
        false => Err(Problem::not_found()),
    }
}

/// An access as the operator's staff finds it, in whatever company. Whether it still is open is asked when it is locked.
///
/// # Errors
/// `not_found`, also for whoever doesn't run the service.
pub async fn opening(tx: &ReadTx, id: Uuid) -> Result<support_access::Model, Problem> {
    refuse_others(tx).await?;
    of_every_company(tx)
        .filter(support_access::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An access of the transaction's company, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<support_access::Model, Problem> {
    tx.find::<support_access::Entity>()
        .filter(support_access::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// The company's access that nobody has closed, open or not, locked until the transaction ends.
pub(super) async fn lock_last(tx: &WriteTx) -> Result<Option<support_access::Model>, Problem> {
    Ok(tx
        .find::<support_access::Entity>()
        .filter(support_access::Column::EndedAt.is_null())
        .for_update()
        .one()
        .await?)
}

/// Closes an access: by somebody now, or because its time was over. Whoever is there is out. Afterwards, clear `standings`.
pub(super) async fn close(tx: &WriteTx, before: support_access::Model, by: Option<Uuid>) -> Result<Event, Problem> {
    let at = if by.is_some() { tx.now() } else { before.expires_at };
    let row = support_access::Model {
        ended_at: Some(at),
        ended_by: by,
        ..before.clone()
    };
    tx.update::<support_access::Entity, _>(support_access::ActiveModel::from(row.clone()).reset_all())
        .await?;
    let there = here(tx).add(support_visit::Column::AccessId.eq(row.id));
    for visit in depart(tx, there, at).await? {
        start::end_visit(tx, visit.user_id, visit.session_id).await?;
    }
    let kind = match by {
        Some(_) => EventKind::SupportAccessEnded,
        None => EventKind::SupportAccessExpired,
    };
    Ok(Event::new(kind, EntityKind::SupportAccess, row.id).changed("support_access", Some(&before), &row))
}

/// The visits in the transaction's company that nobody has ended, as a condition.
fn here(tx: &ReadTx) -> Condition {
    Condition::all()
        .add(support_visit::Column::CompanyId.eq(tx.company_id()))
        .add(support_visit::Column::LeftAt.is_null())
}

/// Ends visits, with what was kept to tell of each thing once.
async fn depart(tx: &WriteTx, which: Condition, at: DateTime<Utc>) -> Result<Vec<support_visit::Model>, Problem> {
    let visits = tx
        .find_global::<support_visit::Entity>()
        .filter(which)
        .for_update()
        .all()
        .await?;
    let ids: Vec<Uuid> = visits.iter().map(|v| v.id).collect();
    if ids.is_empty() {
        return Ok(visits);
    }
    tx.update_global_where::<support_visit::Entity>(|q| {
        q.col_expr(support_visit::Column::LeftAt, Expr::value(at))
            .filter(support_visit::Column::Id.is_in(ids.clone()))
    })
    .await?;
    tx.delete_where::<support_read::Entity>(support_read::Column::VisitId.is_in(ids))
        .await?;
    Ok(visits)
}

/// Begins a visit of a session in the transaction's company under the given id, or goes on with the one that is open. Says
/// what happened.
///
/// # Errors
/// `not_found`; `support_access_over`; for somebody with a place in the company, that they need no visit.
pub async fn enter(
    tx: &WriteTx,
    (access_id, visit_id): (Uuid, Uuid),
    (user_id, session_id): (Uuid, Uuid),
) -> Result<Option<Event>, Problem> {
    let access = lock(tx, access_id).await?;
    if state(&access, tx.now()) != SupportAccessState::Open {
        return Err(Problem::new(Code::SupportAccessOver));
    }
    if has_place(tx, user_id).await? {
        let why = "You are a user of this company: switch to it.";
        return Err(Problem::new(Code::NotAllowedInStatus).detail(why));
    }
    if let Some(visit) = open_visit(tx, session_id).await?
        && visit.access_id == access_id
    {
        return Ok(None);
    }
    let row = support_visit::Model {
        id: visit_id,
        company_id: tx.company_id(),
        access_id,
        user_id,
        session_id,
        entered_at: tx.now(),
        left_at: None,
    };
    tx.insert_global::<support_visit::Entity, _>(support_visit::ActiveModel::from(row).reset_all())
        .await?;
    let entered = EventKind::SupportAccessEntered;
    Ok(Some(Event::new(entered, EntityKind::SupportAccess, access_id)))
}

/// Ends the visit of a session in the transaction's company, if there is one. Afterwards, clear `standings`.
///
/// # Errors
/// The database's.
pub async fn leave(tx: &WriteTx, session_id: Uuid) -> Result<Option<Event>, Problem> {
    let which = here(tx).add(support_visit::Column::SessionId.eq(session_id));
    let left = depart(tx, which, tx.now()).await?;
    let event =
        |v: &support_visit::Model| Event::new(EventKind::SupportAccessLeft, EntityKind::SupportAccess, v.access_id);
    Ok(left.first().map(event))
}

/// The visit of a session in the transaction's company that nobody has ended, whether or not it still holds.
///
/// # Errors
/// The database's.
pub async fn open_visit(tx: &ReadTx, session_id: Uuid) -> Result<Option<support_visit::Model>, Problem> {
    Ok(tx
        .find_global::<support_visit::Entity>()
        .filter(here(tx).add(support_visit::Column::SessionId.eq(session_id)))
        .with(|q| q.order_by_desc(support_visit::Column::EnteredAt).limit(1))
        .one()
        .await?)
}

/// The visit of a session in the transaction's company, when it holds: the access is open, and the visitor is still of the
/// operator's staff, as somebody who may. The transaction's scope must name the user.
///
/// # Errors
/// The database's.
pub async fn visit_of(tx: &ReadTx, user_id: Uuid, session_id: Uuid) -> Result<Option<Visit>, Problem> {
    let Some(visit) = open_visit(tx, session_id).await?.filter(|v| v.user_id == user_id) else {
        return Ok(None);
    };
    let access = tx
        .find::<support_access::Entity>()
        .filter(open(tx).add(support_access::Column::Id.eq(visit.access_id)))
        .one()
        .await?;
    let Some(access) = access else { return Ok(None) };
    let Some(operator) = company::operator(tx).await? else {
        return Ok(None);
    };
    let places = users::places(tx, user_id).await?;
    let may = places.iter().any(|p| {
        let role = p.role.parse::<Role>();
        role.is_ok_and(|role| support::may_enter(role, p.status == ACTIVE, p.company_id == operator.id))
    });
    Ok(may.then_some(Visit {
        id: visit.id,
        access_id: access.id,
        expires_at: access.expires_at,
    }))
}

/// Whether a session in the transaction's company was there on a visit alone, and that visit holds no longer. The
/// transaction's scope must name the user.
///
/// # Errors
/// The database's.
pub async fn is_over(tx: &ReadTx, user_id: Uuid, session_id: Uuid) -> Result<bool, Problem> {
    if has_place(tx, user_id).await? {
        return Ok(false);
    }
    let was_there = Condition::all()
        .add(support_visit::Column::CompanyId.eq(tx.company_id()))
        .add(support_visit::Column::SessionId.eq(session_id));
    let visits = tx.find_global::<support_visit::Entity>().filter(was_there).count();
    Ok(visits.await? > 0 && visit_of(tx, user_id, session_id).await?.is_none())
}

/// Whether the user works in the transaction's company.
async fn has_place(tx: &ReadTx, user_id: Uuid) -> Result<bool, Problem> {
    use membership::Column as C;
    let active = C::UserId.eq(user_id).and(C::Status.eq(ACTIVE));
    Ok(tx.find::<membership::Entity>().filter(active).count().await? > 0)
}

/// Closes what the company gave when its time is over: what it is asked about would be refused anyway.
///
/// # Errors
/// The database's.
pub async fn tend(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let over = app
        .read_in(scope, async |tx| {
            let over = support_access::Column::EndedAt
                .is_null()
                .and(support_access::Column::ExpiresAt.lte(tx.now()));
            Ok(tx.find::<support_access::Entity>().filter(over).count().await?)
        })
        .await?;
    if over == 0 {
        return Ok(());
    }
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            let last = lock_last(tx).await?;
            let nothing = Reply::no_content();
            Ok(
                match last.filter(|row| state(row, tx.now()) == SupportAccessState::Expired) {
                    Some(row) => Done::new(close(tx, row, None).await?, nothing),
                    None => Done::silent("another process was faster", nothing),
                },
            )
        })
        .await?;
    app.standings.clear();
    Ok(())
}

/// One access as its company sees it.
pub(super) async fn view_one(tx: &ReadTx, row: support_access::Model) -> Result<SupportAccess, Problem> {
    let mut shown = view(tx, vec![row]).await?;
    shown.pop().ok_or_else(Problem::not_found)
}

/// Accesses as their company sees them: two queries, however many there are.
pub(super) async fn view(tx: &ReadTx, rows: Vec<support_access::Model>) -> Result<Vec<SupportAccess>, Problem> {
    use support_visit::Column as C;
    let of = Condition::all()
        .add(C::CompanyId.eq(tx.company_id()))
        .add(C::AccessId.is_in(rows.iter().map(|r| r.id)));
    let visits = tx
        .find_global::<support_visit::Entity>()
        .filter(of)
        .with(|q| q.order_by_desc(C::EnteredAt).order_by_desc(C::Id))
        .all()
        .await?;
    let mut users: HashSet<Uuid> = visits.iter().map(|v| v.user_id).collect();
    users.extend(rows.iter().flat_map(|r| [Some(r.granted_by), r.ended_by]).flatten());
    let names: HashMap<Uuid, String> = audit::names(tx, users).await?;
    let name = |id: Uuid| names.get(&id).filter(|n| !n.is_empty()).cloned();
    let now = tx.now();
    Ok(rows
        .into_iter()
        .map(|r| {
            let state = state(&r, now);
            let over = r
                .ended_at
                .or((state != SupportAccessState::Open).then_some(r.expires_at));
            let visitors = visits
                .iter()
                .filter(|v| v.access_id == r.id)
                .map(|v| SupportVisitor {
                    name: name(v.user_id),
                    entered_at: v.entered_at,
                    left_at: v.left_at.or(over),
                })
                .collect();
            SupportAccess {
                id: r.id,
                reason: r.reason,
                state,
                granted_at: r.granted_at,
                granted_by_name: name(r.granted_by),
                expires_at: r.expires_at,
                ended_at: over,
                ended_by_name: r.ended_by.and_then(name),
                visitors,
            }
        })
        .collect())
}
