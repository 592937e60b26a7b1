//! Which sums of an order were agreed to be invoiced on their own, and which invoice took what?

use super::{dto::OrderInstalment, entity::work_order_instalment};
use crate::{
    http::{Code, Problem},
    store::{ReadTx, WriteTx},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

/// An order's instalments, in order.
pub(super) async fn list(tx: &ReadTx, order_id: Uuid) -> Result<Vec<work_order_instalment::Model>, Problem> {
    use work_order_instalment::Column as C;
    Ok(tx
        .find::<work_order_instalment::Entity>()
        .filter(C::OrderId.eq(order_id))
        .with(|s| s.order_by_asc(C::Position))
        .all()
        .await?)
}

/// As the order shows it.
pub(super) fn view(row: work_order_instalment::Model) -> Result<OrderInstalment, Problem> {
    Ok(OrderInstalment {
        id: row.id,
        kind: super::store::word(&row.kind)?,
        description: row.description,
        net_ore: row.net_ore,
        ready_on: row.ready_on,
        invoice_id: row.invoice_id,
    })
}

/// An order's instalments that no invoice has. The order is locked.
///
/// # Errors
/// The database's.
pub async fn uninvoiced_instalments(tx: &ReadTx, order_id: Uuid) -> Result<Vec<work_order_instalment::Model>, Problem> {
    let mut rows = list(tx, order_id).await?;
    rows.retain(|r| r.invoice_id.is_none());
    Ok(rows)
}

/// Makes these the order's instalments that no invoice has; the others stay.
pub(super) async fn put(tx: &WriteTx, order_id: Uuid, rows: Vec<work_order_instalment::Model>) -> Result<(), Problem> {
    tx.delete_where::<work_order_instalment::Entity>(work_order_instalment::Column::OrderId.eq(order_id))
        .await?;
    let rows = rows
        .into_iter()
        .map(|r| work_order_instalment::ActiveModel::from(r).reset_all())
        .collect();
    Ok(tx.insert_many::<work_order_instalment::Entity, _>(rows).await?)
}

/// Notes on instalments that an invoice has them.
///
/// # Errors
/// `already_invoiced` when one of them isn't there or is on an invoice.
pub async fn mark_instalments_invoiced(tx: &WriteTx, ids: &[Uuid], invoice_id: Uuid) -> Result<(), Problem> {
    use work_order_instalment::Column as C;
    if ids.is_empty() {
        return Ok(());
    }
    let marked = tx
        .update_where::<work_order_instalment::Entity>(|q| {
            q.col_expr(C::InvoiceId, Expr::value(invoice_id))
                .filter(C::Id.is_in(ids.iter().copied()))
                .filter(C::InvoiceId.is_null())
        })
        .await?;
    // One instalment can stand on several lines, one per VAT code.
    let mut distinct = ids.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    if marked == distinct.len() as u64 {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

/// Gives an invoice's instalments back to their orders.
pub(super) async fn release(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    use work_order_instalment::Column as C;
    tx.update_where::<work_order_instalment::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
    })
    .await?;
    Ok(())
}

/// Gives some of an invoice's instalments back to their orders: they were credited.
///
/// # Errors
/// The database's.
pub async fn release_instalments(tx: &WriteTx, invoice_id: Uuid, ids: &[Uuid]) -> Result<(), Problem> {
    use work_order_instalment::Column as C;
    if ids.is_empty() {
        return Ok(());
    }
    tx.update_where::<work_order_instalment::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
            .filter(C::Id.is_in(ids.iter().copied()))
    })
    .await?;
    Ok(())
}
