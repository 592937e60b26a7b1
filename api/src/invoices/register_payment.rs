//! `registerPayment`.

use super::{
    dto::{Invoice, InvoicePath, PaymentInput},
    entity::{invoice, payment},
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    lines::check_date,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::{Action, PaymentError, Status, TRANSITIONS, after_payment},
    money::Ore,
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
    if TRANSITIONS
        .next(store::status(before)?, Action::RegisterPayment)
        .is_none()
    {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let (status, paid) =
        after_payment(Ore(before.total_ore), Ore(before.paid_ore), Ore(input.amount_ore)).map_err(refused)?;
    let payment = payment::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        invoice_id: before.id,
        paid_on: input.paid_on,
        amount_ore: input.amount_ore,
        method: input.method.as_str().to_owned(),
        reference: input.reference.clone(),
        created_at: tx.now(),
    };
    tx.insert::<payment::Entity, _>(payment::ActiveModel::from(payment).reset_all())
        .await?;
    let mut row = before.clone();
    row.version += 1;
    row.status = status.as_str().to_owned();
    row.paid_ore = paid.0;
    row.open_due_on = row.due_on.filter(|_| status != Status::Paid);
    store::save_invoice(tx, &row).await?;
    let event =
        Event::new(EventKind::PaymentRegistered, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}

fn refused(e: PaymentError) -> Problem {
    match e {
        PaymentError::NotPositive => {
            Problem::fields(vec![FieldError::new("/amount_ore", FieldCode::TooSmall).with("min", 1)])
        }
        PaymentError::Overpayment {
            remaining_ore: Ore(remaining),
        } => Problem::new(Code::Overpayment)
            .detail(format!("{remaining} öre remain to be paid"))
            .with_errors(vec![
                FieldError::new("/amount_ore", FieldCode::TooLarge).with("max", remaining),
            ]),
    }
}
