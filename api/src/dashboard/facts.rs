//! How much waits? Sums over what is open and over the last year, by index; never over all history.

use super::dto::MonthOfInvoices;
use crate::{
    customers,
    http::Problem,
    invoices::{invoice, payment},
    store::ReadTx,
};
use chrono::{Datelike, Months, NaiveDate};
use kontoret_core::{invoice::Status as InvoiceStatus, offer, order, timesheet, week::IsoWeek};
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is left to pay.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(super) struct Open {
    pub unpaid_ore: i64,
    pub overdue_ore: i64,
    pub overdue_count: i64,
}

/// How many, and what they come to.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(super) struct Sum {
    pub count: i64,
    pub sum_ore: i64,
}

#[derive(FromQueryResult)]
struct Month {
    month: String,
    sum_ore: i64,
}

fn col(name: &'static str) -> Expr {
    Expr::col(Alias::new(name))
}

/// A sum as an integer of 64 bits on both engines, zero of nothing.
fn sum(what: SimpleExpr) -> SimpleExpr {
    Func::coalesce([Expr::expr(what).sum(), Expr::value(0)]).cast_as(Alias::new("bigint"))
}

fn count() -> SimpleExpr {
    Expr::col(sea_orm::sea_query::Asterisk)
        .count()
        .cast_as(Alias::new("bigint"))
}

fn of_company(tx: &ReadTx, table: &'static str) -> SelectStatement {
    Query::select()
        .from(Alias::new(table))
        .and_where(col("company_id").eq(tx.company_id()))
        .to_owned()
}

async fn one<M: FromQueryResult>(tx: &ReadTx, q: &SelectStatement) -> Result<M, Problem> {
    tx.select::<M>(q)
        .await?
        .pop()
        .ok_or_else(|| Problem::internal("a sum gave no row"))
}

/// What is left to pay on an invoice.
fn left() -> SimpleExpr {
    col("total_ore")
        .sub(col("paid_ore"))
        .sub(col("credited_ore"))
        .sub(col("written_off_ore"))
        .sub(col("deducted_ore"))
}

/// Of the rows of a table, those of customers who may be counted.
fn countable(tx: &ReadTx, table: &'static str) -> SelectStatement {
    of_company(tx, table)
        .cond_where(customers::countable(tx, col("customer_id")))
        .to_owned()
}

/// Invoices that wait for money: the index of open ones holds them alone.
pub(super) async fn open_invoices(tx: &ReadTx) -> Result<Open, Problem> {
    let late = || col("open_due_on").lt(tx.today());
    let if_late = |then: SimpleExpr| -> SimpleExpr { CaseStatement::new().case(late(), then).finally(0).into() };
    let q = countable(tx, "invoice")
        .expr_as(sum(left()), Alias::new("unpaid_ore"))
        .expr_as(sum(if_late(left())), Alias::new("overdue_ore"))
        .expr_as(sum(if_late(Expr::value(1))), Alias::new("overdue_count"))
        .and_where(col("open_due_on").is_not_null())
        .to_owned();
    one(tx, &q).await
}

async fn counted(tx: &ReadTx, q: &mut SelectStatement) -> Result<i64, Problem> {
    q.expr_as(count(), Alias::new("count"))
        .expr_as(Expr::value(0i64).cast_as(Alias::new("bigint")), Alias::new("sum_ore"));
    Ok(one::<Sum>(tx, q).await?.count)
}

/// Invoices that aren't issued.
pub(super) async fn drafts(tx: &ReadTx) -> Result<i64, Problem> {
    counted(
        tx,
        countable(tx, "invoice").and_where(col("status").eq(InvoiceStatus::Draft.as_str())),
    )
    .await
}

/// Offers that wait for an answer and are still good.
pub(super) async fn offers_waiting(tx: &ReadTx) -> Result<Sum, Problem> {
    let q = countable(tx, "offer")
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(col("total_ore")), Alias::new("sum_ore"))
        .and_where(col("status").eq(offer::Status::Sent.as_str()))
        .and_where(col("valid_until").gte(tx.today()))
        .to_owned();
    one(tx, &q).await
}

/// Orders on which work is still to be done.
pub(super) async fn orders_open(tx: &ReadTx) -> Result<i64, Problem> {
    let open = order::Status::ALL
        .into_iter()
        .filter(|s| s.is_open())
        .map(order::Status::as_str);
    counted(tx, countable(tx, "work_order").and_where(col("status").is_in(open))).await
}

/// Weeks that wait for approval.
pub(super) async fn timesheets_to_approve(tx: &ReadTx) -> Result<i64, Problem> {
    counted(
        tx,
        of_company(tx, "timesheet").and_where(col("status").eq(timesheet::Status::Submitted.as_str())),
    )
    .await
}

/// A member's time in a week, in minutes.
pub(super) async fn my_minutes(tx: &ReadTx, membership_id: Uuid, week: IsoWeek) -> Result<i64, Problem> {
    let q = of_company(tx, "time_entry")
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(col("minutes")), Alias::new("sum_ore"))
        .and_where(col("membership_id").eq(membership_id))
        .and_where(col("worked_on").between(week.first_day(), week.last_day()))
        .to_owned();
    Ok(one::<Sum>(tx, &q).await?.sum_ore)
}

/// Issued and paid in the last twelve months, each month in its place even when nothing happened.
pub(super) async fn months(tx: &ReadTx) -> Result<Vec<MonthOfInvoices>, Problem> {
    let this = tx.today().with_day(1).unwrap_or(tx.today());
    let first = this.checked_sub_months(Months::new(11)).unwrap_or(this);
    let next = this.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
    let year = (first, next);
    let invoiced = by_month(tx, "invoice", invoice_day(), col("total_ore"), year, None).await?;
    // What was taken back didn't come in.
    let kept = Expr::col(payment::Column::RemovedOn).is_null();
    let paid = by_month(tx, "payment", payment_day(), col("amount_ore"), year, Some(kept)).await?;
    let late = col("open_due_on").lt(tx.today());
    let overdue = by_month(tx, "invoice", invoice_day(), left(), year, Some(late)).await?;
    let of = |sums: &HashMap<String, i64>, month: &str| sums.get(month).copied().unwrap_or(0);
    Ok((0..12)
        .filter_map(|n| first.checked_add_months(Months::new(n)))
        .map(|day| {
            let month = day.format("%Y-%m").to_string();
            MonthOfInvoices {
                invoiced_ore: of(&invoiced, &month),
                paid_ore: of(&paid, &month),
                overdue_ore: of(&overdue, &month),
                month,
            }
        })
        .collect())
}

fn invoice_day() -> Expr {
    Expr::col(invoice::Column::SortIssuedOn)
}

fn payment_day() -> Expr {
    Expr::col(payment::Column::PaidOn)
}

async fn by_month(
    tx: &ReadTx,
    table: &'static str,
    day: Expr,
    amount: SimpleExpr,
    (first, next): (NaiveDate, NaiveDate),
    only: Option<SimpleExpr>,
) -> Result<HashMap<String, i64>, Problem> {
    // Both engines write a date as `2026-11-24`: its first seven characters are the month.
    let month = Func::cust(Alias::new("substr")).args([
        day.clone().cast_as(Alias::new("text")),
        Expr::cust("1"),
        Expr::cust("7"),
    ]);
    let q = countable(tx, table)
        .expr_as(month, Alias::new("month"))
        .expr_as(sum(amount), Alias::new("sum_ore"))
        .and_where(day.clone().gte(first))
        .and_where(day.lt(next))
        .and_where_option(only)
        .add_group_by([col("month")])
        .to_owned();
    Ok(tx
        .select::<Month>(&q)
        .await?
        .into_iter()
        .map(|m| (m.month, m.sum_ore))
        .collect())
}
