//! `markInvoicesPrinted`.

use super::{
    list::item_of,
    list_dto::{InvoicesPrinted, MarkPrinted},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Notes that issued invoices were printed and sent as letters.
#[utoipa::path(tag = "invoices", operation_id = "markInvoicesPrinted", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = MarkPrinted,
    responses((status = 200, description = "The invoices", body = InvoicesPrinted), Problems))]
#[post("/invoices/printed")]
pub async fn mark_invoices_printed(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<MarkPrinted>,
) -> Result<Reply, Problem> {
    let mut ids = body.0.invoice_ids;
    ids.sort_unstable();
    ids.dedup();
    app.write(&auth, &command, async |tx| {
        let rows = store::lock_invoices(tx, ids.iter().copied()).await?;
        if rows.len() < ids.len() {
            return Err(Problem::field("/invoice_ids", FieldCode::NotFound));
        }
        let (mut items, mut events) = (Vec::new(), Vec::new());
        for before in rows {
            if before.number.is_none() {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            let mut row = before.clone();
            row.version += 1;
            row.printed_at = Some(tx.now());
            row.sent_at = before.sent_at.or(row.printed_at);
            store::save_invoice(tx, &row).await?;
            items.push(item_of(&row, tx.today())?);
            let event = Event::new(EventKind::InvoicePrinted, EntityKind::Invoice, row.id);
            events.push(event.changed("invoice", Some(&before), &row));
        }
        Ok(Done::all(events, Reply::ok(&InvoicesPrinted { items })?))
    })
    .await
}
