//! `getDeductionDesk`.

use super::dto::{ClaimKind, DeductionDesk, DeductionReady, DeductionStateSum};
use crate::{
    app::App,
    deductions::{deduction_case, deduction_case_year},
    http::{Auth, Json, Problem, Problems, perm},
    store::ReadTx,
};
use actix_web::get;
use chrono::{Datelike, NaiveDate};
use kontoret_core::deduction::CaseState;
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Query, SimpleExpr},
};

/// How the company's deductions stand: amounts by state, and what can be asked for until when.
#[utoipa::path(tag = "deductions", operation_id = "getDeductionDesk",
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "How they stand", body = DeductionDesk), Problems))]
#[get("/deduction-desk")]
pub async fn get_deduction_desk(app: App, auth: Auth<perm::InvoicesRead>) -> Result<Json<DeductionDesk>, Problem> {
    app.read(&auth, async |tx| {
        Ok(DeductionDesk {
            states: states(tx).await?,
            ready: ready(tx).await?,
        })
    })
    .await
    .map(Json)
}

fn col(name: &'static str) -> Expr {
    Expr::col(Alias::new(name))
}

fn sum(what: SimpleExpr) -> SimpleExpr {
    Expr::expr(what).sum().cast_as(Alias::new("bigint"))
}

fn count() -> SimpleExpr {
    Expr::col(sea_orm::sea_query::Asterisk)
        .count()
        .cast_as(Alias::new("bigint"))
}

#[derive(FromQueryResult)]
struct State {
    state: String,
    count: i64,
    pending_kr: i64,
    standing_kr: i64,
    unresolved_kr: i64,
    approved_kr: i64,
    kept_ore: i64,
}

/// The sums of each state, in the order of [`CaseState`].
async fn states(tx: &ReadTx) -> Result<Vec<DeductionStateSum>, Problem> {
    let gone = || col("moved_kr").add(col("written_off_kr"));
    let standing = col("deduction_kr").sub(col("credited_kr")).sub(gone());
    let q = Query::select()
        .column(Alias::new("state"))
        .expr_as(count(), Alias::new("count"))
        .expr_as(
            sum(col("asked_kr").sub(col("approved_kr")).sub(col("refused_kr"))),
            Alias::new("pending_kr"),
        )
        .expr_as(sum(standing), Alias::new("standing_kr"))
        .expr_as(
            sum(col("refused_kr").sub(col("refused_gone_kr"))),
            Alias::new("unresolved_kr"),
        )
        .expr_as(sum(col("approved_kr")), Alias::new("approved_kr"))
        .expr_as(
            sum(col("paid_out_ore").sub(col("repaid_kr").mul(100))),
            Alias::new("kept_ore"),
        )
        .from(deduction_case::Entity)
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("state").ne(CaseState::Ready.as_str()))
        .add_group_by([col("state")])
        .to_owned();
    let mut found = claimable(tx).await?;
    for row in tx.select::<State>(&q).await? {
        let state: CaseState = row.state.parse().map_err(Problem::internal)?;
        let amount_ore = match state {
            CaseState::Asked => row.pending_kr * 100,
            CaseState::Refused => row.unresolved_kr * 100,
            CaseState::Approved => row.approved_kr * 100 - row.kept_ore,
            CaseState::PaidOut => row.kept_ore,
            CaseState::ToRepay => {
                let over_kr = row.approved_kr + row.pending_kr - row.standing_kr;
                Ord::max(over_kr * 100, row.kept_ore - row.approved_kr * 100)
            }
            _ => row.standing_kr * 100,
        };
        found.push(DeductionStateSum {
            state,
            count: row.count,
            amount_ore,
        });
    }
    found.sort_by_key(|s| s.state);
    Ok(found)
}

#[derive(FromQueryResult)]
struct Claimable {
    late: i32,
    count: i64,
    in_time_kr: i64,
    lapsed_kr: i64,
}

/// What is ready, and what has lapsed: a case that something of can be asked for in time is ready.
async fn claimable(tx: &ReadTx) -> Result<Vec<DeductionStateSum>, Problem> {
    let when = |holds: SimpleExpr| -> SimpleExpr {
        sum(CaseStatement::new().case(holds, y("claimable_kr")).finally(0).into())
    };
    let by_case = Query::select()
        .expr_as(y("case_id"), Alias::new("case_id"))
        .expr_as(when(y("deadline_on").gte(tx.today())), Alias::new("in_time_kr"))
        .expr_as(when(y("deadline_on").lt(tx.today())), Alias::new("lapsed_kr"))
        .from(deduction_case_year::Entity)
        .inner_join(deduction_case::Entity, of_case())
        .and_where(y("company_id").eq(tx.company_id()))
        .and_where(c("state").eq(CaseState::Ready.as_str()))
        .add_group_by([y("case_id")])
        .to_owned();
    let late: SimpleExpr = CaseStatement::new()
        .case(col("in_time_kr").gt(0), Expr::value(0))
        .finally(1)
        .into();
    let q = Query::select()
        .expr_as(late, Alias::new("late"))
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(col("in_time_kr")), Alias::new("in_time_kr"))
        .expr_as(sum(col("lapsed_kr")), Alias::new("lapsed_kr"))
        .from_subquery(by_case, Alias::new("by_case"))
        // By its name: the same words with other parameters would be another expression.
        .add_group_by([col("late")])
        .to_owned();
    let rows = tx.select::<Claimable>(&q).await?;
    let found = rows.into_iter().map(|r| DeductionStateSum {
        state: if r.late == 0 {
            CaseState::Ready
        } else {
            CaseState::Lapsed
        },
        count: r.count,
        amount_ore: 100 * if r.late == 0 { r.in_time_kr } else { r.lapsed_kr },
    });
    Ok(found.collect())
}

fn y(name: &'static str) -> Expr {
    Expr::col((deduction_case_year::Entity, Alias::new(name)))
}

fn c(name: &'static str) -> Expr {
    Expr::col((deduction_case::Entity, Alias::new(name)))
}

fn of_case() -> SimpleExpr {
    y("company_id").eq(c("company_id")).and(y("case_id").eq(c("id")))
}

#[derive(FromQueryResult)]
struct Ready {
    kind: String,
    count: i64,
    claimable_kr: i64,
    deadline_on: NaiveDate,
}

/// What can be asked for in time, by claim; the most urgent first. A case that was paid for in two years stands in both.
///
/// # Errors
/// The database's.
pub async fn ready(tx: &ReadTx) -> Result<Vec<DeductionReady>, Problem> {
    let q = Query::select()
        .expr_as(c("kind"), Alias::new("kind"))
        .expr_as(y("deadline_on"), Alias::new("deadline_on"))
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(y("claimable_kr")), Alias::new("claimable_kr"))
        .from(deduction_case_year::Entity)
        .inner_join(deduction_case::Entity, of_case())
        .and_where(y("company_id").eq(tx.company_id()))
        .and_where(c("state").eq(CaseState::Ready.as_str()))
        .and_where(y("claimable_kr").gt(0))
        .and_where(y("deadline_on").gte(tx.today()))
        .add_group_by([c("kind"), y("deadline_on")])
        .order_by_expr(y("deadline_on"), sea_orm::Order::Asc)
        .order_by_expr(c("kind"), sea_orm::Order::Asc)
        .to_owned();
    tx.select::<Ready>(&q)
        .await?
        .into_iter()
        .map(|r| {
            Ok(DeductionReady {
                kind: ClaimKind::parse(&r.kind)?,
                year: r.deadline_on.year() - 1,
                count: r.count,
                claimable_kr: r.claimable_kr,
                days_left: (r.deadline_on - tx.today()).num_days(),
                deadline_on: r.deadline_on,
            })
        })
        .collect()
}
