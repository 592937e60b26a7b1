//! What of an order can still be invoiced, and which invoice took what?

use super::{
    dto::WorkBilling,
    entity::{work_order, work_order_line},
    instalments, store,
};
use crate::{
    http::{Code, Problem},
    lines::Terms,
    store::{ReadTx, WriteTx},
    timesheets::orders_with_uninvoiced_time,
};
use kontoret_core::{order, totals::LineKind, vat::VatCode};
use sea_orm::{
    ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// What an invoice is made of: the order, how its prices are meant, and the lines that no invoice has.
#[derive(Clone, Debug)]
pub struct Uninvoiced {
    /// The order's row, locked until the transaction ends.
    pub order: work_order::Model,
    /// How the order's prices, hourly price included, are meant.
    pub terms: Terms,
    /// Whether work is charged by the lines or by reported time.
    pub work_billing: WorkBilling,
    /// VAT of charged time.
    pub hourly_vat: VatCode,
    /// The lines, in the order's order.
    pub lines: Vec<work_order_line::Model>,
}

/// Locks an order and gives what no invoice has yet.
///
/// # Errors
/// `not_found`, or `not_allowed_in_status` when the order can't be invoiced.
pub async fn uninvoiced(tx: &WriteTx, order_id: Uuid) -> Result<Uninvoiced, Problem> {
    let order = store::lock_order(tx, order_id).await?;
    if order::TRANSITIONS
        .next(store::status(&order)?, order::Action::Invoice)
        .is_none()
    {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let lines = uninvoiced_lines(tx, order_id).await?;
    Ok(Uninvoiced {
        terms: store::terms(&order),
        work_billing: store::word(&order.work_billing)?,
        hourly_vat: store::word(&order.hourly_vat)?,
        lines,
        order,
    })
}

/// Holds for the orders of which something can be invoiced now: lines, or approved time where that is what is charged.
pub(super) fn to_invoice(tx: &ReadTx) -> Condition {
    use work_order::Column as C;
    let statuses = order::Status::ALL
        .into_iter()
        .filter(|s| order::TRANSITIONS.next(*s, order::Action::Invoice).is_some())
        .map(order::Status::as_str);
    let lines = |chargeable: Condition| {
        tx.find::<work_order_line::Entity>()
            .filter(work_order_line::Column::InvoiceId.is_null())
            .filter(chargeable)
            .with(|s| s.select_only().column(work_order_line::Column::OrderId))
            .into_query()
    };
    // Where reported time is charged, the lines of work are estimates that an invoice leaves out.
    let no_work = Condition::all().add(work_order_line::Column::Kind.ne(LineKind::Work.as_str()));
    let agreed = Condition::all()
        .add(C::WorkBilling.eq(WorkBilling::AsAgreed.as_str()))
        .add(C::Id.in_subquery(lines(Condition::all())));
    let reported = Condition::all()
        .add(C::WorkBilling.eq(WorkBilling::AsReported.as_str()))
        .add(
            Condition::any()
                .add(C::Id.in_subquery(lines(no_work)))
                .add(C::Id.in_subquery(orders_with_uninvoiced_time(tx))),
        );
    Condition::all()
        .add(C::Status.is_in(statuses))
        .add(Condition::any().add(agreed).add(reported))
}

async fn uninvoiced_lines(tx: &ReadTx, order_id: Uuid) -> Result<Vec<work_order_line::Model>, Problem> {
    use work_order_line::Column as C;
    let free = C::OrderId.eq(order_id).and(C::InvoiceId.is_null());
    Ok(tx
        .find::<work_order_line::Entity>()
        .filter(free)
        .with(|s| s.order_by_asc(C::Position))
        .all()
        .await?)
}

/// Notes on lines that an invoice has them.
///
/// # Errors
/// `already_invoiced` when one of them isn't there or is on an invoice.
pub async fn mark_invoiced(tx: &WriteTx, line_ids: &[Uuid], invoice_id: Uuid) -> Result<(), Problem> {
    use work_order_line::Column as C;
    if line_ids.is_empty() {
        return Ok(());
    }
    let marked = tx
        .update_where::<work_order_line::Entity>(|q| {
            q.col_expr(C::InvoiceId, Expr::value(invoice_id))
                .filter(C::Id.is_in(line_ids.iter().copied()))
                .filter(C::InvoiceId.is_null())
        })
        .await?;
    if marked == line_ids.len() as u64 {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

/// Gives an invoice's lines and instalments back to their orders: its draft was thrown away or made anew.
///
/// # Errors
/// The database's.
pub async fn release(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    use work_order_line::Column as C;
    tx.update_where::<work_order_line::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
    })
    .await?;
    instalments::release(tx, invoice_id).await
}

/// Gives some of an invoice's lines back to their orders: they were credited.
///
/// # Errors
/// The database's.
pub async fn release_lines(tx: &WriteTx, invoice_id: Uuid, line_ids: &[Uuid]) -> Result<(), Problem> {
    use work_order_line::Column as C;
    if line_ids.is_empty() {
        return Ok(());
    }
    tx.update_where::<work_order_line::Entity>(|q| {
        q.col_expr(C::InvoiceId, Expr::value(None::<Uuid>))
            .filter(C::InvoiceId.eq(invoice_id))
            .filter(C::Id.is_in(line_ids.iter().copied()))
    })
    .await?;
    Ok(())
}
