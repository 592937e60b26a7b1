//! `removePayment`.

use super::{
    dto::{PaymentPath, RemovePayment, RemovedPayment},
    entity::imported_payment,
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Path, Problem, Problems, Reply, perm},
    invoices::{self, NewSettlement, payment, settlement},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use uuid::Uuid;

/// Takes a payment back: by settlements of the opposite amount, dated today. Nothing is deleted (BFNAR 2013:2 2.17).
/// If it came from a file of the bank's, it waits there again.
#[utoipa::path(tag = "payments", operation_id = "removePayment", params(PaymentPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = RemovePayment,
    responses((status = 200, description = "What was taken back", body = RemovedPayment), Problems))]
#[post("/payments/{payment_id}/remove")]
pub async fn remove_payment(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<PaymentPath>,
    command: Command,
    body: Json<RemovePayment>,
) -> Result<Reply, Problem> {
    let reason = body.0.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("/reason", FieldCode::Required));
    }
    app.write(&auth, &command, async |tx| {
        let before = lock(tx, path.payment_id).await?;
        let (row, invoice_ids, mut events) = take_back(tx, &before, reason).await?;
        store::wait_again(tx, imported_payment::Column::PaymentId.eq(row.id)).await?;
        if events.is_empty() {
            let event = Event::new(EventKind::PaymentRemoved, EntityKind::Payment, row.id);
            events.push(event.changed("payment", Some(&before), &row));
        }
        let reply = Reply::ok(&RemovedPayment {
            payment_id: row.id,
            removed_on: tx.today(),
            invoice_ids,
        })?;
        let mut events = events.into_iter();
        let first = events.next().ok_or_else(|| Problem::new(Code::Internal))?;
        Ok(events.fold(Done::new(first, reply), Done::and))
    })
    .await
}

/// The customer is locked first, as by every payment.
async fn lock(tx: &WriteTx, id: Uuid) -> Result<payment::Model, Problem> {
    let seen = tx
        .find::<payment::Entity>()
        .filter(payment::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    invoices::lock_customer(tx, seen.customer_id).await?;
    tx.find::<payment::Entity>()
        .filter(payment::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

async fn take_back(
    tx: &WriteTx,
    before: &payment::Model,
    reason: String,
) -> Result<(payment::Model, Vec<Uuid>, Vec<Event>), Problem> {
    if before.removed_on.is_some() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let rest = before.amount_ore + before.fee_ore + before.currency_difference_ore - before.settled_ore;
    if invoices::balance(tx, before.customer_id).await? < rest {
        return Err(
            Problem::new(Code::InUse).detail("what was left of the payment has been used since: take that back first")
        );
    }
    let parts = tx
        .find::<settlement::Entity>()
        .filter(settlement::Column::PaymentId.eq(before.id))
        .with(|q| q.order_by_asc(settlement::Column::InvoiceId))
        .all()
        .await?;
    let taken: Vec<Uuid> = parts.iter().filter_map(|p| p.corrects_id).collect();
    let (mut ids, mut events) = (Vec::new(), Vec::new());
    for part in parts
        .iter()
        .filter(|p| p.corrects_id.is_none() && !taken.contains(&p.id))
    {
        let invoice = invoices::lock_invoice(tx, part.invoice_id).await?;
        let correction = NewSettlement {
            payment_id: Some(before.id),
            corrects_id: Some(part.id),
            note: reason.clone(),
            ..NewSettlement::of(
                part.kind.parse().map_err(Problem::internal)?,
                tx.today(),
                -part.amount_ore,
            )
        };
        let after = invoices::settle(tx, &invoice, &correction).await?;
        let event = Event::new(EventKind::PaymentRemoved, EntityKind::Invoice, after.id);
        events.push(event.changed("invoice", Some(&invoice), &after));
        ids.push(after.id);
    }
    let mut row = before.clone();
    row.settled_ore = 0;
    row.removed_on = Some(tx.today());
    row.removed_reason = reason;
    tx.update::<payment::Entity, _>(payment::ActiveModel::from(row.clone()).reset_all())
        .await?;
    invoices::books::payment_removed(tx, row.id).await?;
    Ok((row, ids, events))
}
