//! What of orders and earlier invoices does an invoice take, so that nothing is billed twice?

use super::{
    advances,
    dto::{InvoiceInput, InvoiceLine, InvoiceLineInput},
    entity::invoice,
};
use crate::{
    http::{Code, FieldCode, FieldError, Problem},
    orders,
    store::WriteTx,
    timesheets,
};
use kontoret_core::invoice::Kind;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// What lines take of one order.
#[derive(Default)]
struct Wanted {
    lines: Vec<Uuid>,
    entries: Vec<Uuid>,
    instalments: Vec<Uuid>,
}

/// Refuses what isn't free: lines of another order, unapproved time, anything twice. Locks the orders, always in the
/// same sequence, so that two collective invoices can't wait for each other.
///
/// # Errors
/// `already_invoiced`, or the fields that name something twice or without its order.
pub(super) async fn check(tx: &WriteTx, input: &InvoiceInput) -> Result<(), Problem> {
    twice(input)?;
    let mut orders: BTreeMap<Uuid, Wanted> = BTreeMap::new();
    for (i, l) in input.lines.iter().enumerate() {
        if l.order_line_id.is_none() && l.time_entry_ids.is_empty() && l.instalment_id.is_none() {
            continue;
        }
        if input.kind == Kind::Prepayment && l.instalment_id.is_none() {
            // Nothing is delivered yet (17 kap. 14 § mervärdesskattelagen, 2023:200): the final invoice has the lines.
            return Err(Problem::field(format!("/lines/{i}/order_line_id"), FieldCode::Invalid));
        }
        let Some(order_id) = l.order_id.or(input.order_id) else {
            return Err(Problem::field("/order_id", FieldCode::Required));
        };
        let wanted = orders.entry(order_id).or_default();
        wanted.lines.extend(l.order_line_id);
        wanted.entries.extend(&l.time_entry_ids);
        wanted.instalments.extend(l.instalment_id);
    }
    for (order_id, wanted) in orders {
        free(tx, order_id, &wanted).await?;
    }
    advances::check(tx, input).await
}

async fn free(tx: &WriteTx, order_id: Uuid, wanted: &Wanted) -> Result<(), Problem> {
    let free = orders::uninvoiced(tx, order_id).await?;
    let has = |there: HashSet<Uuid>, wanted: &[Uuid]| wanted.iter().all(|id| there.contains(id));
    let mut all = has(free.lines.iter().map(|l| l.id).collect(), &wanted.lines);
    if !wanted.entries.is_empty() {
        let approved = timesheets::uninvoiced_approved(tx, order_id).await?;
        all &= has(approved.iter().map(|e| e.id).collect(), &wanted.entries);
    }
    if !wanted.instalments.is_empty() {
        let there = orders::uninvoiced_instalments(tx, order_id).await?;
        all &= has(there.iter().map(|i| i.id).collect(), &wanted.instalments);
    }
    if all {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

fn twice(input: &InvoiceInput) -> Result<(), Problem> {
    let mut seen: HashSet<(&str, Uuid)> = HashSet::new();
    let mut errors = Vec::new();
    for (i, l) in input.lines.iter().enumerate() {
        for (field, id) in claimed(l) {
            if !seen.insert((field.kind, id)) {
                errors.push(FieldError::new(
                    format!("/lines/{i}/{}", field.path),
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

struct Field {
    kind: &'static str,
    path: String,
}

fn claimed(l: &InvoiceLineInput) -> impl Iterator<Item = (Field, Uuid)> {
    let one = |kind: &'static str, id: Option<Uuid>| {
        let field = Field {
            kind,
            path: kind.to_owned(),
        };
        id.map(|id| (field, id))
    };
    let entries = l.time_entry_ids.iter().enumerate().map(|(j, id)| {
        let field = Field {
            kind: "time_entry_ids",
            path: format!("time_entry_ids/{j}"),
        };
        (field, *id)
    });
    // An instalment can stand on several lines: one per VAT code.
    one("order_line_id", l.order_line_id).into_iter().chain(entries)
}

/// Marks what the lines name as being on this invoice.
///
/// # Errors
/// `already_invoiced` when somebody was faster.
pub(super) async fn take(tx: &WriteTx, invoice_id: Uuid, lines: &[InvoiceLine]) -> Result<(), Problem> {
    let order_lines: Vec<Uuid> = lines.iter().filter_map(|l| l.order_line_id).collect();
    orders::mark_invoiced(tx, &order_lines, invoice_id).await?;
    let instalments: Vec<Uuid> = lines.iter().filter_map(|l| l.instalment_id).collect();
    orders::mark_instalments_invoiced(tx, &instalments, invoice_id).await?;
    for l in lines.iter().filter(|l| !l.time_entry_ids.is_empty()) {
        timesheets::mark_invoiced(tx, &l.time_entry_ids, invoice_id, l.id).await?;
    }
    let deducted: HashSet<Uuid> = lines.iter().filter_map(|l| l.deducts_invoice_id).collect();
    advances::take(tx, invoice_id, &deducted).await
}

/// Gives back what a draft had taken.
///
/// # Errors
/// The database's.
pub(super) async fn release(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    orders::release(tx, row.id).await?;
    timesheets::release(tx, row.id).await?;
    advances::release(tx, row.id).await
}

/// Gives back what the lines of an issued credit note name: it can be invoiced again.
///
/// # Errors
/// The database's.
pub(super) async fn give_back(tx: &WriteTx, credited_id: Uuid, lines: &[InvoiceLine]) -> Result<(), Problem> {
    let order_lines: Vec<Uuid> = lines.iter().filter_map(|l| l.order_line_id).collect();
    orders::release_lines(tx, credited_id, &order_lines).await?;
    let instalments: Vec<Uuid> = lines.iter().filter_map(|l| l.instalment_id).collect();
    orders::release_instalments(tx, credited_id, &instalments).await?;
    let entries: Vec<Uuid> = lines.iter().flat_map(|l| l.time_entry_ids.iter().copied()).collect();
    timesheets::release_entries(tx, credited_id, &entries).await?;
    let deducted: HashSet<Uuid> = lines.iter().filter_map(|l| l.deducts_invoice_id).collect();
    advances::release_some(tx, credited_id, &deducted).await
}
