//! `getDeductionDesk`.

use super::dto::{ClaimKind, DeductionDesk, DeductionReady, DeductionStateSum};
use crate::{
    app::App,
    deductions::deduction_case,
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
    late: i32,
    count: i64,
    claimable_kr: i64,
    pending_kr: i64,
    standing_kr: i64,
    unrefused_kr: i64,
    approved_kr: i64,
    kept_ore: i64,
}

/// The sums of each state, in the order of [`CaseState`].
async fn states(tx: &ReadTx) -> Result<Vec<DeductionStateSum>, Problem> {
    let late: SimpleExpr = CaseStatement::new()
        .case(col("deadline_on").lt(tx.today()), Expr::value(1))
        .finally(0)
        .into();
    let gone = || col("moved_kr").add(col("written_off_kr"));
    let standing = col("deduction_kr").sub(col("credited_kr")).sub(gone());
    let q = Query::select()
        .column(Alias::new("state"))
        .expr_as(late, Alias::new("late"))
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(col("claimable_kr")), Alias::new("claimable_kr"))
        .expr_as(
            sum(col("asked_kr").sub(col("approved_kr")).sub(col("refused_kr"))),
            Alias::new("pending_kr"),
        )
        .expr_as(sum(standing), Alias::new("standing_kr"))
        .expr_as(sum(col("refused_kr").sub(gone())), Alias::new("unrefused_kr"))
        .expr_as(sum(col("approved_kr")), Alias::new("approved_kr"))
        .expr_as(
            sum(col("paid_out_ore").sub(col("repaid_kr").mul(100))),
            Alias::new("kept_ore"),
        )
        .from(Alias::new("deduction_case"))
        .and_where(col("company_id").eq(tx.company_id()))
        // By its name: the same words with other parameters would be another expression.
        .add_group_by([col("state"), col("late")])
        .to_owned();
    let mut found: Vec<DeductionStateSum> = Vec::new();
    for row in tx.select::<State>(&q).await? {
        let stored: CaseState = row.state.parse().map_err(Problem::internal)?;
        let state = match stored {
            CaseState::Ready if row.late == 1 => CaseState::Lapsed,
            other => other,
        };
        let amount_ore = match state {
            CaseState::Ready | CaseState::Lapsed => row.claimable_kr * 100,
            CaseState::Asked => row.pending_kr * 100,
            CaseState::Refused => row.unrefused_kr * 100,
            CaseState::Approved => row.approved_kr * 100 - row.kept_ore,
            CaseState::PaidOut => row.kept_ore,
            CaseState::ToRepay => {
                let over_kr = row.approved_kr + row.pending_kr - row.standing_kr;
                Ord::max(over_kr * 100, row.kept_ore - row.approved_kr * 100)
            }
            _ => row.standing_kr * 100,
        };
        match found.iter_mut().find(|s| s.state == state) {
            Some(known) => {
                known.count += row.count;
                known.amount_ore += amount_ore;
            }
            None => found.push(DeductionStateSum {
                state,
                count: row.count,
                amount_ore,
            }),
        }
    }
    found.sort_by_key(|s| s.state);
    Ok(found)
}

#[derive(FromQueryResult)]
struct Ready {
    kind: String,
    count: i64,
    claimable_kr: i64,
    deadline_on: NaiveDate,
}

/// What can be asked for in time, by claim; the most urgent first.
///
/// # Errors
/// The database's.
pub async fn ready(tx: &ReadTx) -> Result<Vec<DeductionReady>, Problem> {
    use deduction_case::Column as C;
    let q = Query::select()
        .columns([C::Kind, C::DeadlineOn])
        .expr_as(count(), Alias::new("count"))
        .expr_as(sum(col("claimable_kr")), Alias::new("claimable_kr"))
        .from(deduction_case::Entity)
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("state").eq(CaseState::Ready.as_str()))
        .and_where(col("deadline_on").gte(tx.today()))
        .add_group_by([col("kind"), col("deadline_on")])
        .order_by(C::DeadlineOn, sea_orm::Order::Asc)
        .order_by(C::Kind, sea_orm::Order::Asc)
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
