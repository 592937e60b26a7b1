//! `getInvoice`.

use super::{
    dto::{Invoice, InvoicePath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// One invoice.
#[utoipa::path(tag = "invoices", operation_id = "getInvoice", params(InvoicePath),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[get("/invoices/{invoice_id}")]
pub async fn get_invoice(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<InvoicePath>,
) -> Result<Etagged<Invoice>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_invoice(tx, path.invoice_id).await?;
        let version = row.version;
        Ok(Etagged(store::view(tx, row, &auth).await?, version))
    })
    .await
}
