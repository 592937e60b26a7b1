//! `writeOffInvoice`.

use super::{
    books,
    credit_dto::WriteOffInvoice,
    dto::{Invoice, InvoicePath},
    entity::invoice,
    settle::{NewSettlement, settle},
    store,
};
use crate::{
    app::App,
    company,
    http::{
        Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem,
        Problems, Reply, perm,
    },
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    economy::may_write_off,
    event::{EntityKind, EventKind},
    invoice::Action,
    money::Ore,
    settlement::Kind,
};

/// Gives up what is left of an invoice: a small remainder by the company's rule, more with a reason.
#[utoipa::path(tag = "invoices", operation_id = "writeOffInvoice",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = WriteOffInvoice,
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/write-off")]
pub async fn write_off_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<WriteOffInvoice>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, event) = write_off(tx, &before, &body.0).await?;
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}

/// Writes off a part of what is left of an invoice that is locked.
///
/// # Errors
/// `not_allowed_in_status`, `overpayment` with what is left, or that a reason is required.
pub async fn write_off(
    tx: &WriteTx,
    before: &invoice::Model,
    input: &WriteOffInvoice,
) -> Result<(invoice::Model, Event), Problem> {
    store::allow(before, Action::WriteOff)?;
    let limit = company::settings(tx).await?.write_off_limit_ore;
    if !may_write_off(Ore(input.amount_ore), Ore(limit), &input.reason) {
        return Err(Problem::fields(vec![
            FieldError::new("/reason", FieldCode::Required).with("limit", limit),
        ]));
    }
    let change = NewSettlement {
        note: input.reason.trim().to_owned(),
        ..NewSettlement::of(Kind::WriteOff, tx.today(), input.amount_ore)
    };
    let row = settle(tx, before, &change).await?;
    books::written_off(tx, &row, input.amount_ore, &input.reason).await?;
    let event =
        Event::new(EventKind::InvoiceWrittenOff, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}
