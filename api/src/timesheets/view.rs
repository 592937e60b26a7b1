//! What does a caller see of time?

use super::{
    dto::{ListTimeEntries, TimeEntry, TimeEntryOption, TimeEntrySort, Timesheet, TimesheetDay, TimesheetOption},
    entity::{time_entry, timesheet},
    store::{self, word},
};
use crate::{
    http::{Caller, Page, Problem, page},
    orders::work_order,
    store::{ReadTx, Scoped},
    users::membership,
};
use chrono::NaiveDate;
use kontoret_core::{
    permission::Permission,
    timesheet::{self as core, Action, Status, TRANSITIONS},
    week::IsoWeek,
};
use sea_orm::{
    ColumnTrait, FromQueryResult, JoinType, Order, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// A time entry with what it is shown with.
#[derive(FromQueryResult)]
pub(super) struct EntryRow {
    id: Uuid,
    version: i32,
    membership_id: Uuid,
    employee_name: String,
    order_id: Option<Uuid>,
    order_number: Option<i64>,
    order_title: Option<String>,
    worked_on: NaiveDate,
    minutes: i32,
    activity: String,
    note: String,
    billable: bool,
    status: String,
    invoice_id: Option<Uuid>,
}

/// Time entries that the caller sees, joined with what they are shown with: one query for a whole page.
fn entries<'t>(tx: &'t ReadTx, caller: &Caller) -> Scoped<'t, time_entry::Entity> {
    use time_entry::Column as C;
    let mut find = tx.find::<time_entry::Entity>().with(|mut s| {
        let on = |company: Expr, id: Expr| company.and(id);
        QueryTrait::query(&mut s)
            .join(
                JoinType::InnerJoin,
                timesheet::Entity,
                on(
                    timesheet::Column::CompanyId
                        .into_expr()
                        .equals(C::CompanyId.as_column_ref()),
                    timesheet::Column::Id.into_expr().equals(C::TimesheetId.as_column_ref()),
                ),
            )
            .join(
                JoinType::InnerJoin,
                membership::Entity,
                on(
                    membership::Column::CompanyId
                        .into_expr()
                        .equals(C::CompanyId.as_column_ref()),
                    membership::Column::Id
                        .into_expr()
                        .equals(C::MembershipId.as_column_ref()),
                ),
            )
            .join(
                JoinType::LeftJoin,
                work_order::Entity,
                on(
                    work_order::Column::CompanyId
                        .into_expr()
                        .equals(C::CompanyId.as_column_ref()),
                    work_order::Column::Id.into_expr().equals(C::OrderId.as_column_ref()),
                ),
            );
        s
    });
    if !sees_all(caller) {
        find = find.filter(C::MembershipId.eq(caller.membership_id));
    }
    find
}

/// Whether a caller sees others' time.
pub(super) fn sees_all(caller: &Caller) -> bool {
    caller.may(Permission::TimeRead) || caller.may(Permission::TimeApprove)
}

fn shown(s: Select<time_entry::Entity>) -> Select<time_entry::Entity> {
    use time_entry::Column as C;
    s.select_only()
        .columns([
            C::Id,
            C::Version,
            C::MembershipId,
            C::OrderId,
            C::WorkedOn,
            C::Minutes,
            C::Activity,
            C::Note,
            C::Billable,
            C::InvoiceId,
        ])
        .column_as(membership::Column::Name, "employee_name")
        .column_as(work_order::Column::Number, "order_number")
        .column_as(work_order::Column::Title, "order_title")
        .column_as(timesheet::Column::Status, "status")
}

/// A page of time entries.
pub(super) async fn list_entries(
    tx: &ReadTx,
    caller: &Caller,
    q: &ListTimeEntries,
) -> Result<Page<TimeEntry>, Problem> {
    use time_entry::Column as C;
    let mut find = entries(tx, caller);
    if let Some(id) = q.membership_id {
        find = find.filter(C::MembershipId.eq(id));
    }
    if let Some(id) = q.order_id {
        find = find.filter(C::OrderId.eq(id));
    }
    if let Some(on) = q.from_on {
        find = find.filter(C::WorkedOn.gte(on));
    }
    if let Some(on) = q.to_on {
        find = find.filter(C::WorkedOn.lte(on));
    }
    if let Some(status) = q.status {
        find = find.filter(timesheet::Column::Status.eq(status.as_str()));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = page::limit(q.limit);
    let order = match q.sort {
        TimeEntrySort::WorkedOnDescending => Order::Desc,
        TimeEntrySort::WorkedOn => Order::Asc,
    };
    let after = page::Cursor::<NaiveDate>::decode(q.after.as_deref())?;
    let mut rows: Vec<EntryRow> = find
        .with(|s| page::keyset(shown(s), C::WorkedOn, C::Id, order, after, limit))
        .all_as()
        .await?;
    let next = page::next(&mut rows, limit, |r| page::Cursor(r.worked_on, r.id).encode());
    let items = rows.into_iter().map(|r| entry(r, caller)).collect::<Result<_, _>>()?;
    Ok(Page { items, next, total })
}

/// One time entry that the caller sees.
///
/// # Errors
/// `not_found`.
pub(super) async fn get_entry(tx: &ReadTx, caller: &Caller, id: Uuid) -> Result<TimeEntry, Problem> {
    let find = entries(tx, caller).filter(time_entry::Column::Id.eq(id)).with(shown);
    let row: EntryRow = find.one_as().await?.ok_or_else(Problem::not_found)?;
    entry(row, caller)
}

fn entry(r: EntryRow, caller: &Caller) -> Result<TimeEntry, Problem> {
    let status: Status = word(&r.status)?;
    let own = r.membership_id == caller.membership_id && caller.may(Permission::TimeOwn);
    let editable = TRANSITIONS.next(status, Action::Edit).is_some() && (own || caller.may(Permission::TimeApprove));
    Ok(TimeEntry {
        id: r.id,
        version: r.version,
        membership_id: r.membership_id,
        employee_name: r.employee_name,
        order_id: r.order_id,
        order_number: r.order_number,
        order_title: r.order_title,
        worked_on: r.worked_on,
        minutes: r.minutes,
        activity: r.activity,
        note: r.note,
        billable: r.billable,
        status,
        invoice_id: r.invoice_id,
        actions: if editable {
            vec![TimeEntryOption::Replace, TimeEntryOption::Delete]
        } else {
            vec![]
        },
    })
}

/// The name of an employee of the company.
async fn name_of(tx: &ReadTx, membership_id: Uuid) -> Result<Option<String>, Problem> {
    let row = tx
        .find::<membership::Entity>()
        .filter(membership::Column::Id.eq(membership_id))
        .one()
        .await?;
    Ok(row.map(|r| r.name))
}

/// An employee's week that the caller sees, stored or not.
///
/// # Errors
/// `not_found` for another's without permission, and when there is no such employee.
pub(super) async fn week(
    tx: &ReadTx,
    caller: &Caller,
    membership_id: Uuid,
    week: IsoWeek,
) -> Result<Timesheet, Problem> {
    use time_entry::Column as C;
    if membership_id != caller.membership_id && !sees_all(caller) {
        return Err(Problem::not_found());
    }
    let employee_name = name_of(tx, membership_id).await?.ok_or_else(Problem::not_found)?;
    let row = store::find_timesheet(tx, membership_id, week).await?;
    let rows: Vec<EntryRow> = match &row {
        None => Vec::new(),
        Some(row) => {
            use sea_orm::QueryOrder;
            let of = entries(tx, caller).filter(C::TimesheetId.eq(row.id));
            of.with(|s| shown(s).order_by_asc(C::WorkedOn).order_by_asc(C::Id))
                .all_as()
                .await?
        }
    };
    let entries = rows
        .into_iter()
        .map(|r| entry(r, caller))
        .collect::<Result<Vec<_>, _>>()?;
    let status = row.as_ref().map_or(Ok(Status::Open), |r| word(&r.status))?;
    let decided_by = match row.as_ref().and_then(|r| r.decided_by) {
        Some(id) => name_of(tx, id).await?,
        None => None,
    };
    let sum = |keep: &dyn Fn(&TimeEntry) -> bool| {
        entries
            .iter()
            .filter(|e| keep(e))
            .map(|e| i64::from(e.minutes))
            .sum::<i64>()
    };
    Ok(Timesheet {
        week: week.to_string(),
        membership_id,
        employee_name,
        version: row.as_ref().map_or(0, |r| r.version),
        status,
        reason: row.as_ref().and_then(|r| r.reason.clone()),
        days: week
            .days()
            .into_iter()
            .map(|on| TimesheetDay {
                worked_on: on,
                minutes: sum(&|e| e.worked_on == on),
            })
            .collect(),
        minutes: sum(&|_| true),
        billable_minutes: sum(&|e| e.billable),
        decided_by,
        decided_at: row.as_ref().and_then(|r| r.decided_at),
        actions: actions(status, caller, membership_id),
        entries,
    })
}

fn actions(status: Status, caller: &Caller, membership_id: Uuid) -> Vec<TimesheetOption> {
    let own = membership_id == caller.membership_id;
    let decide = core::may_decide(caller.role, own);
    let submit = (own && caller.may(Permission::TimeOwn)) || caller.may(Permission::TimeApprove);
    TRANSITIONS
        .allowed(status)
        .into_iter()
        .filter_map(|action| match action {
            Action::Submit => submit.then_some(TimesheetOption::Submit),
            Action::Approve => decide.then_some(TimesheetOption::Approve),
            Action::Reject => decide.then_some(TimesheetOption::Reject),
            Action::Edit => None,
        })
        .collect()
}
