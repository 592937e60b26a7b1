//! What of a case can be asked for once the last day of what could be has passed?

use super::store;
use crate::{
    deductions::{
        cases::{self, NEVER},
        deduction_case,
    },
    http::Problem,
    invoices::received,
    store::WriteTx,
};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// Lets cases whose last day has passed go on to what was paid in a later year, where something was.
///
/// # Errors
/// The database's.
pub async fn pass_lapsed(tx: &WriteTx) -> Result<(), Problem> {
    use deduction_case::Column as C;
    let lapsed: Vec<Uuid> = tx
        .find::<deduction_case::Entity>()
        .filter(C::ClaimableKr.gt(0))
        .filter(C::DeadlineOn.lt(tx.today()))
        .filter(C::DeadlineOn.ne(NEVER))
        .all()
        .await?
        .into_iter()
        .map(|c| c.id)
        .collect();
    for id in lapsed {
        let of = store::lock_case(tx, id).await?;
        cases::changed(tx, &received(tx, &of.invoice).await?).await?;
    }
    Ok(())
}
