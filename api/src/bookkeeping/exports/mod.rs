//! How do vouchers come to the accountant, so that nothing is handed over twice or left out?
//!
//! Every export goes on where the one before it in the fiscal year ended, and closes the books through its last day for
//! good: what is corrected later gets a voucher of its own on an open day, which names the one it corrects (5 kap. 5 §
//! bokföringslagen, BFNAR 2013:2 2.17–2.18), and comes with the next export.

mod create;
mod file;
mod list;
mod names;
#[cfg(test)]
mod tests;

use super::entity::{voucher, voucher_export};
use crate::{http::Problem, store::ReadTx};
use chrono::NaiveDate;
pub use create::export_vouchers;
pub use file::get_voucher_export_file;
pub use list::list_voucher_exports;
use sea_orm::{ColumnTrait, QueryOrder, sea_query::ExprTrait};

/// Every export, the newest first.
pub(super) async fn all(tx: &ReadTx) -> Result<Vec<voucher_export::Model>, Problem> {
    use voucher_export::Column as C;
    Ok(tx
        .find::<voucher_export::Entity>()
        .with(|q| q.order_by_desc(C::CreatedAt).order_by_desc(C::Id))
        .all()
        .await?)
}

/// Whether some day after this one was handed over.
pub(super) async fn any_after(tx: &ReadTx, day: NaiveDate) -> Result<bool, Problem> {
    let found = tx
        .find::<voucher_export::Entity>()
        .filter(voucher_export::Column::ThroughOn.gt(day))
        .count()
        .await?;
    Ok(found > 0)
}

/// Whether the vouchers of a day were handed over.
pub(super) async fn holds(tx: &ReadTx, day: NaiveDate) -> Result<bool, Problem> {
    use voucher_export::Column as C;
    let found = tx
        .find::<voucher_export::Entity>()
        .filter(C::FromOn.lte(day).and(C::ThroughOn.gte(day)))
        .count()
        .await?;
    Ok(found > 0)
}

/// Whether a voucher is in one of these exports.
pub(super) fn has(exports: &[voucher_export::Model], v: &voucher::Model) -> bool {
    exports
        .iter()
        .any(|e| e.fiscal_year_id == v.fiscal_year_id && (e.from_on..=e.through_on).contains(&v.dated_on))
}
