//! What of an order does an invoice take, so that nothing is billed twice?

use super::{
    dto::{InvoiceInput, InvoiceLine},
    entity::invoice,
};
use crate::{
    http::{Code, FieldCode, FieldError, Problem},
    orders,
    store::WriteTx,
    timesheets,
};
use std::collections::HashSet;
use uuid::Uuid;

/// Refuses what isn't free: lines of another order, unapproved time, anything twice. Locks the order.
///
/// # Errors
/// `already_invoiced`, or the fields that name something twice.
pub(super) async fn check(tx: &WriteTx, input: &InvoiceInput) -> Result<(), Problem> {
    let lines: Vec<Uuid> = input.lines.iter().filter_map(|l| l.order_line_id).collect();
    let entries: Vec<Uuid> = input
        .lines
        .iter()
        .flat_map(|l| l.time_entry_ids.iter().copied())
        .collect();
    if lines.is_empty() && entries.is_empty() {
        return Ok(());
    }
    let Some(order_id) = input.order_id else {
        return Err(Problem::field("/order_id", FieldCode::Required));
    };
    twice(input)?;
    let free = orders::uninvoiced(tx, order_id).await?;
    let free_lines: HashSet<Uuid> = free.lines.iter().map(|l| l.id).collect();
    if !lines.iter().all(|id| free_lines.contains(id)) {
        return Err(Problem::new(Code::AlreadyInvoiced));
    }
    if entries.is_empty() {
        return Ok(());
    }
    let approved: HashSet<Uuid> = timesheets::uninvoiced_approved(tx, order_id)
        .await?
        .iter()
        .map(|e| e.id)
        .collect();
    if entries.iter().all(|id| approved.contains(id)) {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

fn twice(input: &InvoiceInput) -> Result<(), Problem> {
    let (mut lines, mut entries, mut errors) = (HashSet::new(), HashSet::new(), Vec::new());
    for (i, l) in input.lines.iter().enumerate() {
        if l.order_line_id.is_some_and(|id| !lines.insert(id)) {
            errors.push(FieldError::new(
                format!("/lines/{i}/order_line_id"),
                FieldCode::Duplicate,
            ));
        }
        for (j, id) in l.time_entry_ids.iter().enumerate() {
            if !entries.insert(*id) {
                errors.push(FieldError::new(
                    format!("/lines/{i}/time_entry_ids/{j}"),
                    FieldCode::Duplicate,
                ));
            }
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// Marks what the lines name as being on this invoice.
///
/// # Errors
/// `already_invoiced` when somebody was faster.
pub(super) async fn take(tx: &WriteTx, invoice_id: Uuid, lines: &[InvoiceLine]) -> Result<(), Problem> {
    let order_lines: Vec<Uuid> = lines.iter().filter_map(|l| l.order_line_id).collect();
    orders::mark_invoiced(tx, &order_lines, invoice_id).await?;
    for l in lines.iter().filter(|l| !l.time_entry_ids.is_empty()) {
        timesheets::mark_invoiced(tx, &l.time_entry_ids, invoice_id, l.id).await?;
    }
    Ok(())
}

/// Gives back what a draft had taken.
///
/// # Errors
/// The database's.
pub(super) async fn release(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    if row.order_id.is_none() {
        return Ok(());
    }
    orders::release(tx, row.id).await?;
    timesheets::release(tx, row.id).await
}
