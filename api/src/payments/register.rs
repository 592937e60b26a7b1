//! `registerPayment`.

use super::{
    book::{self, NewPayment},
    dto::{PaymentInput, PaymentPart},
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    invoices::{
        self,
        dto::{Invoice, InvoicePath},
        invoice,
    },
    lines::check_date,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::invoice::{Action, Status, TRANSITIONS};

/// Notes that money has come in on an invoice, or was paid back. Without `parts` all of it is for this invoice; with
/// them it is for the invoices named, and what is left over (or missing) is the customer's balance.
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
        let before = invoices::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, events) = pay(tx, &before, &input).await?;
        let version = row.version;
        let reply = Reply::ok(&invoices::view(tx, row, &auth).await?)?.version(version);
        let mut events = events.into_iter();
        let first = events.next().ok_or_else(|| Problem::new(Code::Internal))?;
        Ok(events.fold(Done::new(first, reply), Done::and))
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

/// Notes a payment of the customer of an invoice that is locked; answers the invoice as it is afterwards.
///
/// # Errors
/// `not_allowed_in_status`, `overpayment` with what remains, or the parts that don't fit.
pub async fn pay(
    tx: &WriteTx,
    before: &invoice::Model,
    input: &PaymentInput,
) -> Result<(invoice::Model, Vec<Event>), Problem> {
    let status = invoices::status(before)?;
    let parts = match &input.parts {
        Some(_) if status == Status::Draft => return Err(Problem::new(Code::NotAllowedInStatus)),
        Some(parts) => parts.clone(),
        None => vec![whole(before, status, input)?],
    };
    let new = NewPayment {
        customer_id: before.customer_id,
        paid_on: input.paid_on,
        amount_ore: input.amount_ore,
        fee_ore: input.fee_ore,
        currency_difference_ore: input.currency_difference_ore,
        method: input.method.as_str(),
        reference: input.reference.clone(),
        parts,
    };
    if new.parts.is_empty() && new.amount_ore == 0 {
        return Err(Problem::fields(vec![
            FieldError::new("/amount_ore", FieldCode::TooSmall).with("min", 1),
        ]));
    }
    let booked = book::book(tx, &new).await?;
    let after = booked.invoices.into_iter().find(|i| i.id == before.id);
    Ok((after.unwrap_or_else(|| before.clone()), booked.events))
}

/// All of a payment on one invoice.
fn whole(before: &invoice::Model, status: Status, input: &PaymentInput) -> Result<PaymentPart, Problem> {
    if TRANSITIONS.next(status, Action::RegisterPayment).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let open = invoices::open(before);
    let amount_ore = input.amount_ore + input.fee_ore + input.currency_difference_ore;
    if amount_ore == 0 || (amount_ore < 0) != (open < 0) {
        let error = FieldError::new("/amount_ore", FieldCode::TooSmall);
        return Err(Problem::fields(vec![
            error.with("min", if open < 0 { open } else { 1 }),
        ]));
    }
    if amount_ore.abs() > open.abs() {
        return Err(Problem::new(Code::Overpayment)
            .detail(format!("{} öre remain", open.abs()))
            .with_errors(vec![
                FieldError::new("/amount_ore", FieldCode::TooLarge).with("max", open.abs()),
            ]));
    }
    Ok(PaymentPart {
        invoice_id: before.id,
        amount_ore,
    })
}
