//! `getInvoiceLink`.

use super::{dto::InvoicePath, link, public_dto::InvoiceLink, store};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Reply, perm},
};
use actix_web::get;

/// The address at which the customer sees the invoice; none before it was sent, and none when it has expired.
#[utoipa::path(tag = "invoices", operation_id = "getInvoiceLink", params(InvoicePath),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The link", body = InvoiceLink), Problems))]
#[get("/invoices/{invoice_id}/link")]
pub async fn get_invoice_link(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<InvoicePath>,
) -> Result<Reply, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_invoice(tx, path.invoice_id).await?;
        let url = link::url(&app, tx, &row).await?;
        Reply::ok(&InvoiceLink { url })
    })
    .await
}
