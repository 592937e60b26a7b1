//! Which approved time can still be invoiced, and which invoice took what?

use super::entity::{time_entry, timesheet};
use crate::{
    http::{Code, Problem},
    store::WriteTx,
};
use kontoret_core::timesheet::Status;
use sea_orm::{
    ColumnTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// An order's billable time that is approved and on no invoice, locked until the transaction ends; oldest first.
///
/// # Errors
/// The database's.
pub async fn uninvoiced_approved(tx: &WriteTx, order_id: Uuid) -> Result<Vec<time_entry::Model>, Problem> {
    use time_entry::Column as C;
    let approved = tx
        .find::<timesheet::Entity>()
        .filter(timesheet::Column::Status.eq(Status::Approved.as_str()))
        .with(|s| s.select_only().column(timesheet::Column::Id))
        .into_query();
    Ok(tx
        .find::<time_entry::Entity>()
        .filter(
            C::OrderId
                .eq(order_id)
                .and(C::Billable.eq(true))
                .and(C::InvoiceId.is_null()),
        )
        .filter(C::TimesheetId.in_subquery(approved))
        .with(|s| s.order_by_asc(C::WorkedOn).order_by_asc(C::Id))
        .for_update()
        .all()
        .await?)
}

/// Notes on time entries that a line of an invoice has them.
///
/// # Errors
/// `already_invoiced` when one of them isn't there or is on an invoice.
pub async fn mark_invoiced(
    tx: &WriteTx,
    entry_ids: &[Uuid],
    invoice_id: Uuid,
    invoice_line_id: Uuid,
) -> Result<(), Problem> {
    use time_entry::Column as C;
    if entry_ids.is_empty() {
        return Ok(());
    }
    let marked = tx
        .update_where::<time_entry::Entity>(|q| {
            q.col_expr(C::InvoiceId, Expr::value(invoice_id))
                .col_expr(C::InvoiceLineId, Expr::value(invoice_line_id))
                .filter(C::Id.is_in(entry_ids.iter().copied()))
                .filter(C::InvoiceId.is_null())
        })
        .await?;
    if marked == entry_ids.len() as u64 {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

/// Gives an invoice's time back: its draft was thrown away or made anew.
///
/// # Errors
/// The database's.
pub async fn release(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    use time_entry::Column as C;
    tx.update_where::<time_entry::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .col_expr(C::InvoiceLineId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
    })
    .await?;
    Ok(())
}

/// Gives some of an invoice's time back: it was credited.
///
/// # Errors
/// The database's.
pub async fn release_entries(tx: &WriteTx, invoice_id: Uuid, entry_ids: &[Uuid]) -> Result<(), Problem> {
    use time_entry::Column as C;
    if entry_ids.is_empty() {
        return Ok(());
    }
    tx.update_where::<time_entry::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .col_expr(C::InvoiceLineId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
            .filter(C::Id.is_in(entry_ids.iter().copied()))
    })
    .await?;
    Ok(())
}
