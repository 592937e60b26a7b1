//! How does a draft stand to what its customer may owe?

use super::{book::balance, dto::InvoiceCreditLimit, entity::invoice, store};
use crate::{customers::customer, http::Problem, store::ReadTx};
use kontoret_core::{credit_limit::reach, invoice::Kind, money::Ore};
use sea_orm::{
    ColumnTrait, FromQueryResult, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// The limit with what it is held against, without what would be deducted from the draft; none for a customer without one, and for what is issued already.
///
/// # Errors
/// The database's.
pub(super) async fn of(
    tx: &ReadTx,
    row: &invoice::Model,
    customer: &customer::Model,
    deducted_ore: i64,
) -> Result<Option<InvoiceCreditLimit>, Problem> {
    let Some(limit_ore) = customer.credit_limit_ore else {
        return Ok(None);
    };
    // Cash is paid at once, and a credit note asks for nothing.
    if row.number.is_some() || matches!(store::kind(row)?, Kind::CreditNote | Kind::Cash) {
        return Ok(None);
    }
    let open_ore = open(tx, customer.id).await?;
    let invoice_ore = row.total_ore - deducted_ore;
    let reached = reach(Ore(limit_ore), Ore(open_ore), Ore(invoice_ore));
    Ok(Some(InvoiceCreditLimit {
        limit_ore,
        open_ore,
        invoice_ore,
        owed_ore: reached.owed_ore.0,
        over_ore: reached.over_ore.0,
    }))
}

#[derive(FromQueryResult)]
struct Sum {
    open_ore: Option<i64>,
}

/// What a customer owes: what is left of its invoices, less what it has to its credit.
async fn open(tx: &ReadTx, customer_id: Uuid) -> Result<i64, Problem> {
    use invoice::Column as C;
    let left = [C::PaidOre, C::CreditedOre, C::WrittenOffOre, C::DeductedOre]
        .into_iter()
        .fold(Expr::col(C::TotalOre), |sum, c| sum.sub(Expr::col(c)));
    let found: Option<Sum> = tx
        .find::<invoice::Entity>()
        .filter(
            C::CustomerId
                .eq(customer_id)
                .and(C::Status.is_in(["issued", "partly_paid"])),
        )
        .with(|q| q.select_only().expr_as(left.sum().cast_as("bigint"), "open_ore"))
        .one_as()
        .await?;
    let open = found.and_then(|s| s.open_ore).unwrap_or(0);
    Ok(open - balance(tx, customer_id).await?)
}
