//! How is a cash invoice paid? In full, on the day of issue, by the way that was said.

use super::{
    dto::PaymentMethod,
    entity::{invoice, payment},
    settle::{NewSettlement, settle},
};
use crate::{
    http::Problem,
    store::{Event, WriteTx},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    settlement::Kind,
};
use sea_orm::ActiveModelTrait;

/// Notes that an invoice that is issued in this transaction is paid.
///
/// # Errors
/// The database's.
pub(super) async fn pay_in_full(
    tx: &WriteTx,
    before: &invoice::Model,
    method: PaymentMethod,
) -> Result<(invoice::Model, Event), Problem> {
    let payment = payment::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        customer_id: before.customer_id,
        paid_on: tx.today(),
        amount_ore: before.total_ore,
        fee_ore: 0,
        currency_difference_ore: 0,
        settled_ore: 0,
        method: method.as_str().to_owned(),
        reference: String::new(),
        removed_on: None,
        removed_reason: String::new(),
        created_at: tx.now(),
    };
    let part = NewSettlement {
        payment_id: Some(payment.id),
        ..NewSettlement::of(Kind::Payment, payment.paid_on, payment.amount_ore)
    };
    tx.insert::<payment::Entity, _>(payment::ActiveModel::from(payment).reset_all())
        .await?;
    let row = settle(tx, before, &part).await?;
    let event =
        Event::new(EventKind::PaymentRegistered, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}
