//! `sendInvoice`.

use super::{
    dto::{Invoice, InvoicePath, SendChannel, SendInvoice},
    e_invoice,
    entity::invoice,
    link, store,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
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
use uuid::Uuid;

/// Sends an issued invoice by mail or as an e-invoice, or sends it again.
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
    if body.0.channel == SendChannel::EInvoice && app.access_point.is_none() {
        return Err(Problem::new(Code::EInvoicesOff));
    }
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

/// Queues an invoice that is locked.
///
/// # Errors
/// `not_allowed_in_status` for a draft, the recipient that is no address, or what hinders an e-invoice.
pub async fn send(
    tx: &WriteTx,
    before: &invoice::Model,
    input: SendInvoice,
) -> Result<(invoice::Model, Event), Problem> {
    store::allow(before, Action::Send)?;
    customers::check_usable(tx, before.customer_id).await?;
    let mut row = before.clone();
    row.version += 1;
    row.sent_at = Some(tx.now());
    store::save_invoice(tx, &row).await?;
    match input.channel {
        SendChannel::Mail => by_mail(tx, row.id, input).await?,
        SendChannel::EInvoice => by_network(tx, &row, &input).await?,
    }
    let event = Event::new(EventKind::InvoiceSent, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, event))
}

async fn by_mail(tx: &WriteTx, id: Uuid, input: SendInvoice) -> Result<(), Problem> {
    let recipient = input.recipient.trim().to_owned();
    if !is_email(&recipient) {
        return Err(Problem::field("/recipient", FieldCode::Invalid));
    }
    link::open(tx, id).await?;
    let letter = MailInput {
        document: Document::Invoice(id),
        recipient,
        message: input.message,
    };
    mail::queue(tx, letter).await.map(|_| ())
}

async fn by_network(tx: &WriteTx, row: &invoice::Model, input: &SendInvoice) -> Result<(), Problem> {
    // Nothing that was entered is dropped in silence.
    for (pointer, text) in [("/recipient", &input.recipient), ("/message", &input.message)] {
        if !text.is_empty() {
            return Err(Problem::field(pointer, FieldCode::Invalid));
        }
    }
    e_invoice::send(tx, row).await
}
