//! Whose data may not be used, and what follows? A customer whose data is restricted (GDPR art. 18) is stored and nothing else:
//! out of lists, searches, planning, letters, reminders and figures, and not changed. What the law wants done goes on: the books
//! and their exports, payments, and claims of money, tax deductions among them.

use super::{entity::customer, store};
use crate::{
    http::{Code, Problem},
    store::ReadTx,
};
use sea_orm::{
    IntoSimpleExpr,
    sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

/// The ids of a company's customers of whom a condition holds, which an index of few rows answers.
fn limited(tx: &ReadTx, condition: SimpleExpr) -> SelectStatement {
    use customer::Column as C;
    Query::select()
        .column((customer::Entity, C::Id))
        .from(customer::Entity)
        .and_where(Expr::col((customer::Entity, C::CompanyId)).eq(tx.company_id()))
        .and_where(condition)
        .to_owned()
}

fn restricted(tx: &ReadTx) -> SelectStatement {
    limited(
        tx,
        Expr::col((customer::Entity, customer::Column::RestrictedAt)).is_not_null(),
    )
}

/// That the customer whom a column names isn't restricted: what every list of the daily work asks.
pub fn usable(tx: &ReadTx, customer_id: impl IntoSimpleExpr) -> SimpleExpr {
    customer_id.into_simple_expr().not_in_subquery(restricted(tx))
}

/// That the customer whom a column names may be counted in figures: isn't restricted, and doesn't object.
pub fn countable(tx: &ReadTx, customer_id: impl IntoSimpleExpr) -> Cond {
    let no_statistics = Expr::col((customer::Entity, customer::Column::NoStatistics));
    let customer_id = customer_id.into_simple_expr();
    Cond::all()
        .add(customer_id.clone().not_in_subquery(restricted(tx)))
        .add(customer_id.not_in_subquery(limited(tx, no_statistics)))
}

/// Nothing is done with the data of somebody who had it restricted.
///
/// # Errors
/// `restricted`.
pub fn refuse_restricted(row: &customer::Model) -> Result<(), Problem> {
    match row.restricted_at {
        Some(_) => Err(Problem::new(Code::Restricted)),
        None => Ok(()),
    }
}

/// As [`refuse_restricted`], of the customer of a document.
///
/// # Errors
/// `restricted`, `not_found`.
pub async fn check_usable(tx: &ReadTx, customer_id: Uuid) -> Result<(), Problem> {
    refuse_restricted(&store::get_customer(tx, customer_id).await?)
}
