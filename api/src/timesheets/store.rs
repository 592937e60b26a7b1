//! How are weeks and their entries found and kept?

use super::entity::{time_entry, timesheet};
use crate::{
    http::{Caller, Code, FieldCode, Problem},
    store::{Event, ReadTx, WriteTx},
    users::membership,
};
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::Permission,
    timesheet::{Action, Status, TRANSITIONS},
    week::IsoWeek,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, FromQueryResult, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait, OnConflict, Query, SelectStatement},
};
use uuid::Uuid;

/// A word of a column that a CHECK holds.
pub(super) fn word<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse()
        .map_err(|_| Problem::internal("an unknown word in a column of words"))
}

/// Whose time a caller means: nobody named is the caller. Writing others' time needs `time_approve`.
///
/// # Errors
/// `forbidden`; `invalid_fields` at `/membership_id` when there is no such employee.
pub(super) async fn whose(tx: &ReadTx, caller: &Caller, named: Option<Uuid>) -> Result<Uuid, Problem> {
    let id = match named {
        // Who reports only for others, and isn't an employee with own time, must name one.
        None if !caller.may(Permission::TimeOwn) => return Err(Problem::field("/membership_id", FieldCode::Required)),
        None => return Ok(caller.membership_id),
        Some(id) => id,
    };
    if id == caller.membership_id {
        return Ok(id);
    }
    if !caller.may(Permission::TimeApprove) {
        return Err(Problem::new(Code::Forbidden));
    }
    let known = tx
        .find::<membership::Entity>()
        .filter(membership::Column::Id.eq(id))
        .one()
        .await?;
    known
        .map(|m| m.id)
        .ok_or_else(|| Problem::field("/membership_id", FieldCode::NotFound))
}

/// An employee's week, if it is stored.
pub(super) async fn find_timesheet(
    tx: &ReadTx,
    membership_id: Uuid,
    week: IsoWeek,
) -> Result<Option<timesheet::Model>, Problem> {
    use timesheet::Column as C;
    let of = C::MembershipId.eq(membership_id).and(C::Week.eq(week.to_string()));
    Ok(tx.find::<timesheet::Entity>().filter(of).one().await?)
}

/// An employee's week, made if it isn't there, and locked until the transaction ends. A new one has version 0, which no
/// transaction may leave behind: every change ends in [`save_timesheet`].
pub(super) async fn lock_timesheet(
    tx: &WriteTx,
    membership_id: Uuid,
    week: IsoWeek,
) -> Result<timesheet::Model, Problem> {
    use timesheet::Column as C;
    let of = || C::MembershipId.eq(membership_id).and(C::Week.eq(week.to_string()));
    if let Some(row) = tx.find::<timesheet::Entity>().filter(of()).for_update().one().await? {
        return Ok(row);
    }
    let first = timesheet::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 0,
        membership_id,
        week: week.to_string(),
        status: Status::Open.as_str().to_owned(),
        reason: None,
        decided_by: None,
        decided_at: None,
    };
    // Of two first entries of a week one waits here for the other, and then finds its row.
    let once = OnConflict::columns([C::CompanyId, C::MembershipId, C::Week])
        .do_nothing()
        .to_owned();
    let insert = timesheet::Entity::insert(timesheet::ActiveModel::from(first).reset_all()).on_conflict(once);
    tx.execute_insert(&insert.into_query()).await?;
    tx.find::<timesheet::Entity>()
        .filter(of())
        .for_update()
        .one()
        .await?
        .ok_or_else(|| Problem::internal("a week that was just made is missing"))
}

/// Stores a week with its next version.
pub(super) async fn save_timesheet(tx: &WriteTx, mut row: timesheet::Model) -> Result<timesheet::Model, Problem> {
    row.version += 1;
    tx.update::<timesheet::Entity, _>(timesheet::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(row)
}

/// Locks the week of a day for a change of its entries.
///
/// # Errors
/// `week_locked` when it is handed in or approved.
pub(super) async fn lock_editable(
    tx: &WriteTx,
    membership_id: Uuid,
    week: IsoWeek,
) -> Result<timesheet::Model, Problem> {
    let row = lock_timesheet(tx, membership_id, week).await?;
    match TRANSITIONS.next(word(&row.status)?, Action::Edit) {
        Some(_) => Ok(row),
        None => Err(Problem::new(Code::WeekLocked)),
    }
}

/// A time entry's row that the caller may change; another's is as good as none without `time_approve`.
///
/// # Errors
/// `not_found`.
pub(super) async fn get_own_entry(tx: &ReadTx, caller: &Caller, id: Uuid) -> Result<time_entry::Model, Problem> {
    use time_entry::Column as C;
    let mut find = tx.find::<time_entry::Entity>().filter(C::Id.eq(id));
    if !caller.may(Permission::TimeApprove) {
        find = find.filter(C::MembershipId.eq(caller.membership_id));
    }
    find.one().await?.ok_or_else(Problem::not_found)
}

/// The minutes of an employee's day beside one entry. The day's week is locked, so nobody adds to it meanwhile.
pub(super) async fn minutes_beside(
    tx: &ReadTx,
    membership_id: Uuid,
    on: NaiveDate,
    beside: Option<Uuid>,
) -> Result<i64, Problem> {
    use time_entry::Column as C;
    #[derive(FromQueryResult)]
    struct Minutes {
        minutes: i32,
    }
    let mut find = tx
        .find::<time_entry::Entity>()
        .filter(C::MembershipId.eq(membership_id).and(C::WorkedOn.eq(on)));
    if let Some(id) = beside {
        find = find.filter(C::Id.ne(id));
    }
    let rows: Vec<Minutes> = find.with(|s| s.select_only().column(C::Minutes)).all_as().await?;
    Ok(rows.iter().map(|r| i64::from(r.minutes)).sum())
}

/// Stores a new entry.
pub(super) async fn insert_entry(tx: &WriteTx, row: &time_entry::Model) -> Result<(), Problem> {
    Ok(tx
        .insert::<time_entry::Entity, _>(time_entry::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

/// Stores a changed entry.
pub(super) async fn save_entry(tx: &WriteTx, row: &time_entry::Model) -> Result<(), Problem> {
    Ok(tx
        .update::<time_entry::Entity, _>(time_entry::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

/// An event of an entry.
pub(super) fn entry_event(kind: EventKind, before: Option<&time_entry::Model>, row: &time_entry::Model) -> Event {
    Event::new(kind, EntityKind::TimeEntry, row.id).changed("time_entry", before, row)
}

/// The time that was reported on an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct OrderMinutes {
    /// All of it.
    pub reported: i64,
    /// Of that, approved.
    pub approved: i64,
    /// Of that, billable and on no invoice.
    pub uninvoiced: i64,
}

/// The orders on which approved, billable time is on no invoice, as a query of their ids.
#[must_use]
pub fn orders_with_uninvoiced_time(tx: &ReadTx) -> SelectStatement {
    let e = |c: &str| Expr::col((Alias::new("e"), Alias::new(c)));
    let t = |c: &str| Expr::col((Alias::new("t"), Alias::new(c)));
    Query::select()
        .expr(e("order_id"))
        .from_as(time_entry::Entity, Alias::new("e"))
        .join_as(
            sea_orm::JoinType::InnerJoin,
            timesheet::Entity,
            Alias::new("t"),
            t("company_id").eq(e("company_id")).and(t("id").eq(e("timesheet_id"))),
        )
        .and_where(e("company_id").eq(tx.company_id()))
        .and_where(e("invoice_id").is_null())
        .and_where(e("order_id").is_not_null())
        .and_where(e("billable").eq(true))
        .and_where(t("status").eq(Status::Approved.as_str()))
        .to_owned()
}

/// The time that was reported on an order, in one query.
///
/// # Errors
/// The database's.
pub async fn order_minutes(tx: &ReadTx, order_id: Uuid) -> Result<OrderMinutes, Problem> {
    let e = |c: &str| Expr::col((Alias::new("e"), Alias::new(c)));
    let t = |c: &str| Expr::col((Alias::new("t"), Alias::new(c)));
    let approved = || t("status").eq(Status::Approved.as_str());
    let free = approved().and(e("billable").eq(true)).and(e("invoice_id").is_null());
    let sum = |when: Expr| {
        let minutes: Expr = Expr::case(when, e("minutes")).finally(0).into();
        // PostgreSQL's sum of integers is a bigint already, SQLite's an integer; no row at all gives NULL.
        Expr::expr(minutes.sum()).if_null(0).cast_as(Alias::new("bigint"))
    };
    let q = Query::select()
        .expr_as(sum(Expr::val(true).eq(true)), Alias::new("reported"))
        .expr_as(sum(approved()), Alias::new("approved"))
        .expr_as(sum(free), Alias::new("uninvoiced"))
        .from_as(time_entry::Entity, Alias::new("e"))
        .join_as(
            sea_orm::JoinType::InnerJoin,
            timesheet::Entity,
            Alias::new("t"),
            t("company_id").eq(e("company_id")).and(t("id").eq(e("timesheet_id"))),
        )
        .and_where(e("company_id").eq(tx.company_id()))
        .and_where(e("order_id").eq(order_id))
        .to_owned();
    Ok(tx
        .select::<OrderMinutes>(&q)
        .await?
        .into_iter()
        .next()
        .unwrap_or_default())
}
