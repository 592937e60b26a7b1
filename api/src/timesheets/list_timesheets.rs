//! `listTimesheets`.

use super::{
    dto::{ListTimesheets, TimesheetItem, TimesheetSort},
    entity::{time_entry, timesheet},
    store::word,
    view::sees_all,
};
use crate::{
    app::App,
    http::{Auth, Caller, Json, Page, Problem, Problems, Query, page, perm},
    store::ReadTx,
    users::membership,
};
use actix_web::get;
use sea_orm::{
    ColumnTrait, FromQueryResult, JoinType, Order, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Employees' weeks, a page at a time; without `time_read` one's own.
#[utoipa::path(tag = "timesheets", operation_id = "listTimesheets", params(ListTimesheets),
    extensions(("x-permission" = json!(["time_own", "time_read"]))),
    responses((status = 200, description = "A page of weeks", body = Page<TimesheetItem>), Problems))]
#[get("/timesheets")]
pub async fn list_timesheets(
    app: App,
    auth: Auth<perm::TimeRead>,
    query: Query<ListTimesheets>,
) -> Result<Json<Page<TimesheetItem>>, Problem> {
    app.read(&auth, async |tx| page_of(tx, &auth, &query).await)
        .await
        .map(Json)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    week: String,
    membership_id: Uuid,
    employee_name: String,
    status: String,
    version: i32,
}

async fn page_of(tx: &ReadTx, caller: &Caller, q: &ListTimesheets) -> Result<Page<TimesheetItem>, Problem> {
    use timesheet::Column as C;
    let mut find = tx.find::<timesheet::Entity>();
    if !sees_all(caller) {
        find = find.filter(C::MembershipId.eq(caller.membership_id));
    }
    if let Some(id) = q.membership_id {
        find = find.filter(C::MembershipId.eq(id));
    }
    if let Some(status) = q.status {
        find = find.filter(C::Status.eq(status.as_str()));
    }
    if let Some(week) = q.week {
        find = find.filter(C::Week.eq(week.to_string()));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = page::limit(q.limit);
    let order = match q.sort {
        TimesheetSort::WeekDescending => Order::Desc,
        TimesheetSort::Week => Order::Asc,
    };
    let after = page::Cursor::<String>::decode(q.after.as_deref())?;
    let find = find.with(|mut s| {
        QueryTrait::query(&mut s).join(
            JoinType::InnerJoin,
            membership::Entity,
            membership::Column::CompanyId
                .into_expr()
                .equals(C::CompanyId.as_column_ref())
                .and(
                    membership::Column::Id
                        .into_expr()
                        .equals(C::MembershipId.as_column_ref()),
                ),
        );
        let s = s
            .select_only()
            .columns([C::Id, C::Week, C::MembershipId, C::Status, C::Version]);
        page::keyset(
            s.column_as(membership::Column::Name, "employee_name"),
            C::Week,
            C::Id,
            order,
            after,
            limit,
        )
    });
    let mut rows: Vec<Row> = find.all_as().await?;
    let next = page::next(&mut rows, limit, |r| page::Cursor(r.week.clone(), r.id).encode());
    let sums = sums(tx, rows.iter().map(|r| r.id).collect()).await?;
    let items = rows.into_iter().map(|r| item(r, &sums)).collect::<Result<_, _>>()?;
    Ok(Page { items, next, total })
}

#[derive(FromQueryResult)]
struct Sum {
    timesheet_id: Uuid,
    minutes: i64,
    billable_minutes: i64,
}

async fn sums(tx: &ReadTx, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Sum>, Problem> {
    use time_entry::Column as C;
    let of = tx.find::<time_entry::Entity>().filter(C::TimesheetId.is_in(ids));
    let billable: SimpleExpr = Expr::case(C::Billable.eq(true), C::Minutes.into_expr())
        .finally(0)
        .into();
    let bigint = || Alias::new("bigint");
    let rows: Vec<Sum> = of
        .with(|s| {
            s.select_only()
                .column(C::TimesheetId)
                .column_as(C::Minutes.into_expr().sum().cast_as(bigint()), "minutes")
                .column_as(billable.sum().cast_as(bigint()), "billable_minutes")
                .group_by(C::TimesheetId)
        })
        .all_as()
        .await?;
    Ok(rows.into_iter().map(|s| (s.timesheet_id, s)).collect())
}

fn item(r: Row, sums: &HashMap<Uuid, Sum>) -> Result<TimesheetItem, Problem> {
    let sum = sums.get(&r.id);
    Ok(TimesheetItem {
        week: r.week,
        membership_id: r.membership_id,
        employee_name: r.employee_name,
        status: word(&r.status)?,
        minutes: sum.map_or(0, |s| s.minutes),
        billable_minutes: sum.map_or(0, |s| s.billable_minutes),
        version: r.version,
    })
}
