//! `sendInvoice`.

use super::{
    dto::{Invoice, InvoicePath, SendInvoice},
    entity::invoice,
    link, store,
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
    jobs::mail::{self, Document, MailInput},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    identity::is_email,
    invoice::Action,
};

/// Sends an issued invoice by mail, or sends it again.
#[utoipa::path(tag = "invoices", operation_id = "sendInvoice",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = SendInvoice,
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/send")]
pub async fn send_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<SendInvoice>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, event) = send(tx, &before, body.0).await?;
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}

/// Queues the letter of an invoice that is locked.
///
/// # Errors
/// `not_allowed_in_status` for a draft, or the recipient that is no address.
pub async fn send(
    tx: &WriteTx,
    before: &invoice::Model,
    input: SendInvoice,
) -> Result<(invoice::Model, Event), Problem> {
    store::allow(before, Action::Send)?;
    let recipient = input.recipient.trim().to_owned();
    if !is_email(&recipient) {
        return Err(Problem::field("/recipient", FieldCode::Invalid));
    }
    let mut row = before.clone();
    row.version += 1;
    row.sent_at = Some(tx.now());
    store::save_invoice(tx, &row).await?;
    link::open(tx, row.id).await?;
    mail::queue(
        tx,
        MailInput {
            document: Document::Invoice(row.id),
            recipient,
            message: input.message,
        },
    )
    .await?;
    let event = Event::new(EventKind::InvoiceSent, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}
