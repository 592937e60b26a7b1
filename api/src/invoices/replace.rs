//! `replaceInvoice`.

use super::{
    draft,
    dto::{Invoice, InvoiceInput, InvoicePath},
    store, taken,
};
use crate::{
    app::App,
    customers,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::Action,
};

/// Replaces a draft's content. What it no longer holds of an order can be invoiced again.
#[utoipa::path(tag = "invoices", operation_id = "replaceInvoice", params(InvoicePath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InvoiceInput,
    responses((status = 200, description = "The draft", body = Invoice), Problems))]
#[put("/invoices/{invoice_id}")]
pub async fn replace_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<InvoiceInput>,
) -> Result<Reply, Problem> {
    let input = draft::check(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        store::allow(&before, Action::Replace)?;
        customers::check_usable(tx, before.customer_id).await?;
        draft::kind_allowed(Some(&before), &input)?;
        taken::release(tx, &before).await?;
        taken::check(tx, &input).await?;
        let (row, parts) = draft::write(tx, Some(&before), &input).await?;
        let event =
            Event::new(EventKind::InvoiceReplaced, EntityKind::Invoice, row.id).changed("invoice", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view_with(tx, row, parts, &auth).await?)?.version(version),
        ))
    })
    .await
}
