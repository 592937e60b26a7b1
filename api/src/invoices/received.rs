//! What has come in on an invoice, as the cases of its tax deduction look at it?

use super::entity::{invoice, settlement};
use crate::{
    deductions::{
        self,
        cases::{self, Received},
    },
    http::Problem,
    store::{ReadTx, WriteTx},
};
use kontoret_core::{money::Ore, settlement::Kind};
use sea_orm::{ColumnTrait, QueryOrder, sea_query::ExprTrait};

/// What the customer has to pay of an invoice, and what has come in of it by day.
///
/// # Errors
/// The database's.
pub async fn received(tx: &ReadTx, row: &invoice::Model) -> Result<Received, Problem> {
    use settlement::Column as C;
    let payments = tx
        .find::<settlement::Entity>()
        .filter(C::InvoiceId.eq(row.id).and(C::Kind.eq(Kind::Payment.as_str())))
        .with(|q| q.order_by_asc(C::SettledOn).order_by_asc(C::Id))
        .all()
        .await?;
    Ok(Received {
        invoice_id: row.id,
        to_pay_ore: Ore(row.total_ore - row.deducted_ore - row.credited_ore),
        payments: payments.iter().map(|p| (p.settled_on, Ore(p.amount_ore))).collect(),
        rates: deductions::rules(tx).await?.plain_rates(),
    })
}

/// Lets the cases of the invoice's tax deduction follow what has come in.
pub(super) async fn tell_cases(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    if row.deduction == "none" {
        return Ok(());
    }
    let received = received(tx, row).await?;
    cases::changed(tx, &received).await
}
