//! `deleteInvoice`.

use super::{dto::InvoicePath, entity::invoice, store, taken};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Path, Problem, Problems, Reply, perm},
    store::{
        Done, Event,
        search::{self, Findable},
    },
};
use actix_web::delete;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::Action,
};
use sea_orm::ColumnTrait;

/// Throws a draft away. What it held of an order can be invoiced again.
#[utoipa::path(tag = "invoices", operation_id = "deleteInvoice", params(InvoicePath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))),
    responses((status = 204, description = "It is gone"), Problems))]
#[delete("/invoices/{invoice_id}")]
pub async fn delete_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let row = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(row.version)?;
        store::allow(&row, Action::Delete)?;
        taken::release(tx, &row).await?;
        // The parts go first: their triggers ask the invoice whether it is a draft.
        store::delete_parts(tx, row.id).await?;
        tx.delete_where::<invoice::Entity>(invoice::Column::Id.eq(row.id))
            .await?;
        search::forget(tx, Findable::Invoice, row.id).await?;
        if let Some(id) = row.credits_invoice_id {
            // What the original can still be credited has changed.
            let mut original = store::lock_invoice(tx, id).await?;
            original.version += 1;
            store::save_invoice(tx, &original).await?;
        }
        Ok(Done::new(
            Event::new(EventKind::InvoiceDeleted, EntityKind::Invoice, row.id),
            Reply::no_content(),
        ))
    })
    .await
}
