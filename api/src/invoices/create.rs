//! `createInvoice`.

use super::{
    draft,
    dto::{Invoice, InvoiceInput},
    entity::invoice,
    store::{self, Parts},
    taken,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::Kind,
};

/// Begins an invoice. It has no number until it is issued.
#[utoipa::path(tag = "invoices", operation_id = "createInvoice", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InvoiceInput,
    responses((status = 201, description = "The draft", body = Invoice), Problems))]
#[post("/invoices")]
pub async fn create_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<InvoiceInput>,
) -> Result<Reply, Problem> {
    let input = draft::check(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        draft::kind_allowed(None, &input)?;
        taken::check(tx, &input).await?;
        let (row, parts, event) = create(tx, &input).await?;
        Ok(Done::new(
            event,
            created(&store::view_with(tx, row, parts, &auth).await?)?,
        ))
    })
    .await
}

/// Begins an invoice from input that was checked.
///
/// # Errors
/// What [`draft::write`] refuses.
pub async fn create(tx: &WriteTx, input: &InvoiceInput) -> Result<(invoice::Model, Parts, Event), Problem> {
    let (row, parts) = draft::write(tx, None, input).await?;
    let event = Event::new(EventKind::InvoiceCreated, EntityKind::Invoice, row.id).changed("invoice", None, &row);
    Ok((row, parts, event))
}

/// Begins an invoice of interest and costs of late payment.
///
/// # Errors
/// What [`draft::write`] refuses.
pub async fn create_interest(tx: &WriteTx, input: &InvoiceInput) -> Result<(invoice::Model, Parts, Event), Problem> {
    let (mut row, parts) = draft::write(tx, None, input).await?;
    row.kind = Kind::Interest.to_string();
    store::save_invoice(tx, &row).await?;
    let event = Event::new(EventKind::InvoiceCreated, EntityKind::Invoice, row.id).changed("invoice", None, &row);
    Ok((row, parts, event))
}

/// The answer to a draft that was made.
pub(super) fn created(invoice: &Invoice) -> Result<Reply, Problem> {
    Ok(Reply::created(format!("/api/v1/invoices/{}", invoice.id), invoice)?.version(invoice.version))
}
