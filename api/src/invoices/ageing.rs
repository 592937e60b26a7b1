//! `getInvoiceAgeing`.

use super::dto::{AgeOfInvoices, InvoiceAgeing, InvoiceAgeingQuery};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, Query, perm},
    store::ReadTx,
};
use actix_web::get;
use kontoret_core::ledger::{Age, due_between};
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, Query as Sql, SimpleExpr},
};

/// How old is what is left to pay? One row an age, also where there is nothing.
#[utoipa::path(tag = "invoices", operation_id = "getInvoiceAgeing", params(InvoiceAgeingQuery),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "What is open, by age", body = InvoiceAgeing), Problems))]
#[get("/invoice-ageing")]
pub async fn get_invoice_ageing(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<InvoiceAgeingQuery>,
) -> Result<Json<InvoiceAgeing>, Problem> {
    app.read(&auth, async |tx| ageing(tx, &query).await).await.map(Json)
}

#[derive(FromQueryResult)]
struct Row {
    age: String,
    count: i64,
    open_ore: i64,
}

fn col(name: &'static str) -> Expr {
    Expr::col(Alias::new(name))
}

/// The index of open invoices holds them alone: one pass over it.
async fn ageing(tx: &ReadTx, q: &InvoiceAgeingQuery) -> Result<InvoiceAgeing, Problem> {
    let mut age = CaseStatement::new();
    for each in Age::ALL {
        let (from, to) = due_between(each, tx.today());
        let mut inside = col("open_due_on").is_not_null();
        if let Some(from) = from {
            inside = inside.and(col("open_due_on").gte(from));
        }
        if let Some(to) = to {
            inside = inside.and(col("open_due_on").lte(to));
        }
        age = age.case(inside, Expr::value(each.as_str()));
    }
    let open = col("total_ore")
        .sub(col("paid_ore"))
        .sub(col("credited_ore"))
        .sub(col("written_off_ore"))
        .sub(col("deducted_ore"));
    let age: SimpleExpr = age.into();
    let mut select = Sql::select();
    select
        .expr_as(age, Alias::new("age"))
        .expr_as(
            Expr::col(sea_orm::sea_query::Asterisk)
                .count()
                .cast_as(Alias::new("bigint")),
            Alias::new("count"),
        )
        .expr_as(
            Func::coalesce([Expr::expr(open).sum(), Expr::value(0)]).cast_as(Alias::new("bigint")),
            Alias::new("open_ore"),
        )
        .from(Alias::new("invoice"))
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("open_due_on").is_not_null())
        .add_group_by([col("age")]);
    if let Some(id) = q.customer_id {
        select.and_where(col("customer_id").eq(id));
    }
    let rows = tx.select::<Row>(&select).await?;
    let items = Age::ALL
        .into_iter()
        .map(|age| {
            let row = rows.iter().find(|r| r.age == age.as_str());
            AgeOfInvoices {
                age,
                count: row.map_or(0, |r| r.count),
                open_ore: row.map_or(0, |r| r.open_ore),
            }
        })
        .collect();
    Ok(InvoiceAgeing { items })
}
