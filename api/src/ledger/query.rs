//! How is it found what was left of invoices on a day, without reading all that was ever settled?

use super::dto::LedgerSums;
use crate::{http::Problem, store::ReadTx};
use chrono::NaiveDate;
use kontoret_core::ledger::SALES_DAYS;
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

/// What a customer, or all of them, owed.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Owed {
    pub customer_id: Uuid,
    pub number: i64,
    pub name: String,
    pub name_folded: String,
    pub open_count: i64,
    pub not_due_ore: i64,
    pub days_30_ore: i64,
    pub days_60_ore: i64,
    pub days_90_ore: i64,
    pub older_ore: i64,
    pub unplaced_ore: i64,
}

/// An invoice of which something was left.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Left {
    pub id: Uuid,
    pub number: String,
    pub kind: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub total_ore: i64,
    pub open_ore: i64,
}

#[derive(FromQueryResult)]
struct Sum {
    sum_ore: i64,
}

fn col(name: &'static str) -> Expr {
    Expr::col(Alias::new(name))
}

fn of(table: &'static str, name: &'static str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(name)))
}

/// A sum as an integer of 64 bits on both engines, zero of nothing.
fn sum(what: SimpleExpr) -> SimpleExpr {
    Func::coalesce([Expr::expr(what).sum(), Expr::value(0)]).cast_as(Alias::new("bigint"))
}

fn of_company(tx: &ReadTx, table: &'static str) -> SelectStatement {
    Query::select()
        .from(Alias::new(table))
        .and_where(of(table, "company_id").eq(tx.company_id()))
        .to_owned()
}

/// What settled an invoice, or was placed of a payment, until the end of a day.
fn settled(tx: &ReadTx, by: &'static str, whose: Expr, as_of: NaiveDate) -> SimpleExpr {
    let until = of_company(tx, "settlement")
        .expr(sum(col("amount_ore")))
        .and_where(of("settlement", by).eq(whose))
        .and_where(col("settled_on").lte(as_of))
        .to_owned();
    SimpleExpr::SubQuery(None, Box::new(until.into()))
}

/// The invoices that could have had something left on a day: those that have it now, and those that were settled later.
/// Both are found by an index, so the cost follows what is open and recent, not all history.
fn open_on(tx: &ReadTx, as_of: NaiveDate) -> SelectStatement {
    let later = of_company(tx, "settlement")
        .column(Alias::new("invoice_id"))
        .and_where(col("settled_on").gt(as_of))
        .to_owned();
    let now = of_company(tx, "invoice")
        .column(Alias::new("id"))
        .and_where(col("status").is_in(["issued", "partly_paid"]))
        .union(UnionType::All, later)
        .to_owned();
    let open = of("invoice", "total_ore").sub(settled(tx, "invoice_id", of("invoice", "id"), as_of));
    of_company(tx, "invoice")
        .columns(
            [
                "id",
                "customer_id",
                "number",
                "kind",
                "issued_on",
                "due_on",
                "total_ore",
            ]
            .map(Alias::new),
        )
        .expr_as(open, Alias::new("open_ore"))
        .and_where(col("number").is_not_null())
        .and_where(col("issued_on").lte(as_of))
        .and_where(col("id").in_subquery(now))
        .to_owned()
}

/// Money that had come in until a day, and how much of it was on no invoice then.
fn unplaced_on(tx: &ReadTx, as_of: NaiveDate) -> SelectStatement {
    let later = of_company(tx, "settlement")
        .column(Alias::new("payment_id"))
        .and_where(col("settled_on").gt(as_of))
        .and_where(col("payment_id").is_not_null())
        .to_owned();
    let whole = || {
        col("amount_ore")
            .add(col("fee_ore"))
            .add(col("currency_difference_ore"))
    };
    let rest = whole().sub(settled(tx, "payment_id", of("payment", "id"), as_of));
    of_company(tx, "payment")
        .column(Alias::new("customer_id"))
        .expr_as(rest, Alias::new("rest_ore"))
        .and_where(col("paid_on").lte(as_of))
        // What was taken out again since then was there on the day.
        .and_where(col("removed_on").is_null().or(col("removed_on").gt(as_of)))
        .and_where(whole().ne(col("settled_ore")).or(col("id").in_subquery(later)))
        .to_owned()
}

/// Rows of age and amount: of each invoice its age's column, of each payment the unplaced one.
fn entries(tx: &ReadTx, as_of: NaiveDate) -> SelectStatement {
    let at = |days: u64| as_of.checked_sub_days(chrono::Days::new(days)).unwrap_or(as_of);
    let due = || of("o", "due_on");
    let when = |is: SimpleExpr| -> SimpleExpr { CaseStatement::new().case(is, of("o", "open_ore")).finally(0).into() };
    let none = || Expr::value(0i64);
    let payments = Query::select()
        .column((Alias::new("u"), Alias::new("customer_id")))
        .expr_as(none(), Alias::new("one"))
        .exprs([none(), none(), none(), none(), none()])
        .expr_as(of("u", "rest_ore"), Alias::new("unplaced"))
        .from_subquery(unplaced_on(tx, as_of), Alias::new("u"))
        .and_where(of("u", "rest_ore").ne(0))
        .to_owned();
    Query::select()
        .column((Alias::new("o"), Alias::new("customer_id")))
        .expr_as(Expr::value(1i64), Alias::new("one"))
        .expr_as(when(due().gte(as_of)), Alias::new("not_due"))
        .expr_as(when(due().lt(as_of).and(due().gte(at(30)))), Alias::new("days_30"))
        .expr_as(when(due().lt(at(30)).and(due().gte(at(60)))), Alias::new("days_60"))
        .expr_as(when(due().lt(at(60)).and(due().gte(at(90)))), Alias::new("days_90"))
        .expr_as(when(due().lt(at(90))), Alias::new("older"))
        .expr_as(none(), Alias::new("unplaced"))
        .from_subquery(open_on(tx, as_of), Alias::new("o"))
        .and_where(of("o", "open_ore").ne(0))
        .union(UnionType::All, payments)
        .to_owned()
}

fn summed(q: &mut SelectStatement) -> &mut SelectStatement {
    q.expr_as(sum(of("e", "one")), Alias::new("open_count"))
        .expr_as(sum(of("e", "not_due")), Alias::new("not_due_ore"))
        .expr_as(sum(of("e", "days_30")), Alias::new("days_30_ore"))
        .expr_as(sum(of("e", "days_60")), Alias::new("days_60_ore"))
        .expr_as(sum(of("e", "days_90")), Alias::new("days_90_ore"))
        .expr_as(sum(of("e", "older")), Alias::new("older_ore"))
        .expr_as(sum(of("e", "unplaced")), Alias::new("unplaced_ore"))
}

/// A page of customers by name, and one more.
pub(super) async fn customers(
    tx: &ReadTx,
    as_of: NaiveDate,
    after: Option<(String, Uuid)>,
    limit: u64,
) -> Result<Vec<Owed>, Problem> {
    let c = |name: &'static str| of("customer", name);
    let mut q = of_company(tx, "customer");
    q.expr_as(c("id"), Alias::new("customer_id"))
        .expr_as(c("number"), Alias::new("number"))
        .expr_as(c("name"), Alias::new("name"))
        .expr_as(c("name_folded"), Alias::new("name_folded"));
    summed(&mut q)
        .join_subquery(
            sea_orm::sea_query::JoinType::InnerJoin,
            entries(tx, as_of),
            Alias::new("e"),
            of("e", "customer_id").eq(c("id")),
        )
        .add_group_by([c("id"), c("number"), c("name"), c("name_folded")])
        .order_by((Alias::new("customer"), Alias::new("name_folded")), sea_orm::Order::Asc)
        .order_by((Alias::new("customer"), Alias::new("id")), sea_orm::Order::Asc)
        .limit(limit + 1);
    if let Some((name, id)) = after {
        let here = Expr::tuple([c("name_folded"), c("id")]);
        q.and_where(here.gt(Expr::tuple([Expr::value(name), Expr::value(id)])));
    }
    Ok(tx.select(&q).await?)
}

#[derive(FromQueryResult)]
struct Totals {
    not_due_ore: i64,
    days_30_ore: i64,
    days_60_ore: i64,
    days_90_ore: i64,
    older_ore: i64,
    unplaced_ore: i64,
}

/// What all customers owed.
pub(super) async fn totals(tx: &ReadTx, as_of: NaiveDate) -> Result<LedgerSums, Problem> {
    let mut q = Query::select();
    summed(&mut q).from_subquery(entries(tx, as_of), Alias::new("e"));
    let t: Totals = tx
        .select(&q)
        .await?
        .pop()
        .ok_or_else(|| Problem::internal("a sum gave no row"))?;
    Ok(added(LedgerSums {
        not_due_ore: t.not_due_ore,
        days_30_ore: t.days_30_ore,
        days_60_ore: t.days_60_ore,
        days_90_ore: t.days_90_ore,
        older_ore: t.older_ore,
        unplaced_ore: t.unplaced_ore,
        total_ore: 0,
    }))
}

/// The sums with their total.
pub(super) fn added(s: LedgerSums) -> LedgerSums {
    LedgerSums {
        total_ore: s.not_due_ore + s.days_30_ore + s.days_60_ore + s.days_90_ore + s.older_ore - s.unplaced_ore,
        ..s
    }
}

/// What was invoiced in the days before the end of a day, with VAT; credit notes taken off.
pub(super) async fn sales(tx: &ReadTx, as_of: NaiveDate) -> Result<i64, Problem> {
    let days = chrono::Days::new(SALES_DAYS.unsigned_abs() - 1);
    let first = as_of.checked_sub_days(days).unwrap_or(as_of);
    let q = of_company(tx, "invoice")
        .expr_as(sum(col("total_ore")), Alias::new("sum_ore"))
        .and_where(col("number").is_not_null())
        .and_where(col("sort_issued_on").between(first, as_of))
        .to_owned();
    Ok(tx.select::<Sum>(&q).await?.pop().map_or(0, |s| s.sum_ore))
}

/// A page of what was left of a customer's invoices, the oldest due first, and one more.
pub(super) async fn items(
    tx: &ReadTx,
    customer_id: Uuid,
    as_of: NaiveDate,
    after: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Result<Vec<Left>, Problem> {
    let o = |name: &'static str| of("o", name);
    let mut inner = open_on(tx, as_of);
    inner.and_where(col("customer_id").eq(customer_id));
    let mut q = Query::select();
    q.columns(
        ["id", "number", "kind", "issued_on", "due_on", "total_ore"].map(|name| (Alias::new("o"), Alias::new(name))),
    )
    .expr_as(o("open_ore").cast_as(Alias::new("bigint")), Alias::new("open_ore"))
    .from_subquery(inner, Alias::new("o"))
    .and_where(o("open_ore").ne(0))
    .order_by((Alias::new("o"), Alias::new("due_on")), sea_orm::Order::Asc)
    .order_by((Alias::new("o"), Alias::new("id")), sea_orm::Order::Asc)
    .limit(limit + 1);
    if let Some((due, id)) = after {
        let here = Expr::tuple([o("due_on"), o("id")]);
        q.and_where(here.gt(Expr::tuple([Expr::value(due), Expr::value(id)])));
    }
    Ok(tx.select(&q).await?)
}
