//! `registerPayment`.

use super::{
    books,
    dto::{Invoice, InvoicePath, PaymentInput},
    entity::{invoice, payment},
    settle::{NewSettlement, settle},
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem,
        Problems, Reply, perm,
    },
    lines::check_date,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::Action,
    settlement::Kind,
};
use sea_orm::ActiveModelTrait;

/// Notes that money has come in on an invoice.
#[utoipa::path(tag = "invoices", operation_id = "registerPayment",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = PaymentInput,
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/payments")]
pub async fn register_payment(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<PaymentInput>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.reference = input.reference.trim().to_owned();
    check(&input, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, event) = pay(tx, &before, &input).await?;
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}

fn check(input: &PaymentInput, today: NaiveDate) -> Result<(), Problem> {
    let mut errors = Vec::new();
    check_date("/paid_on", Some(input.paid_on), today, &mut errors);
    if errors.is_empty() && input.paid_on > today {
        errors.push(FieldError::new("/paid_on", FieldCode::DateOutOfRange));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// Notes a payment on an invoice that is locked.
///
/// # Errors
/// `not_allowed_in_status`, or `overpayment` with what remains.
pub async fn pay(
    tx: &WriteTx,
    before: &invoice::Model,
    input: &PaymentInput,
) -> Result<(invoice::Model, Event), Problem> {
    store::allow(before, Action::RegisterPayment)?;
    let payment = payment::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        customer_id: before.customer_id,
        paid_on: input.paid_on,
        amount_ore: input.amount_ore,
        fee_ore: 0,
        settled_ore: 0,
        method: input.method.as_str().to_owned(),
        reference: input.reference.clone(),
        created_at: tx.now(),
    };
    let part = NewSettlement {
        payment_id: Some(payment.id),
        ..NewSettlement::of(Kind::Payment, input.paid_on, input.amount_ore)
    };
    tx.insert::<payment::Entity, _>(payment::ActiveModel::from(payment.clone()).reset_all())
        .await?;
    let row = settle(tx, before, &part).await?;
    books::paid(tx, &payment, 0, &[(row.id, input.amount_ore)]).await?;
    let event =
        Event::new(EventKind::PaymentRegistered, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}
