//! How long did work at a fixed price take? By the approved time on its order, as far as no invoice has stated it.

use super::{
    dto::{InvoiceLine, InvoiceLineInput},
    entity::{invoice, invoice_line},
};
use crate::{
    http::Problem,
    lines::{self, is_hour},
    store::{ReadTx, WriteTx},
    timesheets,
};
use kontoret_core::{
    deduction::{AskedDeduction, WorkType, apportion},
    invoice::{Kind, hours_milli},
    money::div_round,
    totals::LineKind,
};
use sea_orm::ColumnTrait;
use std::collections::HashSet;
use uuid::Uuid;

/// The most that a line can say.
const MOST: i64 = 999_000;

/// Whether what a line took is asked for: it is work of a kind that is stated in hours, and isn't charged by the hour.
fn is_wanted(l: &InvoiceLineInput) -> bool {
    l.kind == LineKind::Work
        && l.work_type.is_some_and(WorkType::is_stated_in_hours)
        && !is_hour(&l.unit)
        && l.unit_price_ore > 0
        && l.actual_hours_milli.is_none()
}

/// The lines of a draft that a claim will lack the hours of, each with its place: work of the deduction's kind that is stated in
/// hours and says none.
pub(super) fn lacking<'a>(row: &invoice::Model, draft: &'a [InvoiceLine]) -> Vec<(usize, &'a InvoiceLine)> {
    let asked = lines::asked(&row.deduction).kind();
    let lacks = |l: &InvoiceLine| {
        l.kind == LineKind::Work
            && l.work_type
                .is_some_and(|w| Some(w.kind()) == asked && w.is_stated_in_hours())
            && !is_hour(&l.unit)
            && l.amount_ore > 0
            && l.actual_hours_milli.is_none_or(|h| h <= 0)
    };
    match row.kind.as_str() {
        // A credit note states nothing.
        kind if kind == Kind::CreditNote.as_str() => Vec::new(),
        _ => draft.iter().enumerate().filter(|(_, l)| lacks(l)).collect(),
    }
}

/// Gives the lines of an order at a fixed price what they took, by their part of the price.
///
/// # Errors
/// The database's.
pub(super) async fn fill(
    tx: &WriteTx,
    order_id: Uuid,
    asked: AskedDeduction,
    lines: &mut [InvoiceLineInput],
) -> Result<(), Problem> {
    if asked == AskedDeduction::None || !lines.iter().any(is_wanted) {
        return Ok(());
    }
    let charged: HashSet<Uuid> = lines.iter().flat_map(|l| l.time_entry_ids.iter().copied()).collect();
    let minutes = timesheets::uninvoiced_approved(tx, order_id)
        .await?
        .iter()
        .filter(|e| !charged.contains(&e.id))
        .map(|e| i64::from(e.minutes))
        .sum();
    let left = hours_milli(minutes) - stated(tx, order_id).await?;
    if left <= 0 {
        return Ok(());
    }
    let mut wanted: Vec<&mut InvoiceLineInput> = lines.iter_mut().filter(|l| is_wanted(l)).collect();
    let weights: Vec<i64> = wanted.iter().map(|l| price(l)).collect();
    for (line, hours) in wanted.iter_mut().zip(apportion(left, &weights)) {
        line.actual_hours_milli = Some(hours.min(MOST)).filter(|h| *h > 0);
    }
    Ok(())
}

fn price(l: &InvoiceLineInput) -> i64 {
    let exact = i128::from(l.quantity_milli) * i128::from(l.unit_price_ore);
    i64::try_from(div_round(exact, 1_000)).unwrap_or(i64::MAX)
}

/// What other invoices of the order have stated; a credit note states nothing.
async fn stated(tx: &ReadTx, order_id: Uuid) -> Result<i64, Problem> {
    use invoice_line::Column as L;
    let rows = tx
        .find::<invoice_line::Entity>()
        .filter(L::OrderId.eq(order_id))
        .filter(L::ActualHoursMilli.is_not_null())
        .all()
        .await?;
    Ok(rows.iter().filter_map(|l| l.actual_hours_milli).sum())
}
