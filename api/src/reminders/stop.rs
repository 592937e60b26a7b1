//! `stopReminders`.

use super::{
    dto::{ReminderStop, StopReminders},
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm,
    },
    invoices::{self, dto::InvoicePath},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Stops reminding of an invoice, for example while it is disputed, or begins again.
#[utoipa::path(tag = "reminders", operation_id = "stopReminders",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = StopReminders,
    responses((status = 200, description = "Whether it is reminded of", body = ReminderStop), Problems))]
#[post("/invoices/{invoice_id}/reminder-stop")]
pub async fn stop_reminders(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<StopReminders>,
) -> Result<Reply, Problem> {
    let (stopped, reason) = (body.0.stopped, body.0.reason.trim().to_owned());
    app.write(&auth, &command, async |tx| {
        let invoice = invoices::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(invoice.version)?;
        if invoice.number.is_none() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let kind = if stopped {
            store::stop(tx, invoice.id, &reason, false).await?;
            EventKind::InvoiceRemindersStopped
        } else {
            store::begin_again(tx, invoice.id).await?;
            EventKind::InvoiceRemindersResumed
        };
        let invoice = invoices::touch(tx, invoice).await?;
        let answer = ReminderStop {
            invoice_id: invoice.id,
            version: invoice.version,
            stopped,
            reason: if stopped { reason.clone() } else { String::new() },
        };
        Ok(Done::new(
            Event::new(kind, EntityKind::Invoice, invoice.id),
            Reply::ok(&answer)?.version(invoice.version),
        ))
    })
    .await
}
