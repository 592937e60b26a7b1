//! `checkInvoice`.

use super::{
    super::{credit_limit, document, dto::InvoicePath, issue, store},
    dto::InvoiceCheck,
    readiness,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Reply, perm},
};
use actix_web::get;

/// What hinders an invoice from being issued or from being an e-invoice; of a draft with what is known now.
#[utoipa::path(tag = "invoices", operation_id = "checkInvoice", params(InvoicePath),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "What hinders it", body = InvoiceCheck), Problems))]
#[get("/invoices/{invoice_id}/check")]
pub async fn check_invoice(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<InvoicePath>,
) -> Result<Reply, Problem> {
    let can_send = app.access_point.is_some();
    let check = app
        .read(&auth, async |tx| {
            let row = store::get_invoice(tx, path.invoice_id).await?;
            let composed = document::composed(tx, &row).await?;
            let customer = crate::customers::get_customer(tx, row.customer_id).await?;
            let (issue, deducted_ore) = match row.number {
                Some(_) => (Vec::new(), 0),
                None => issue::lacks(tx, &app.secrets, &row).await?,
            };
            Ok(InvoiceCheck {
                issue,
                credit_limit: credit_limit::of(tx, &row, &customer, deducted_ore).await?,
                e_invoice: readiness::obstacles(&composed, &customer),
                receiver: readiness::receiver(&customer).map(|r| format!("{}:{}", r.scheme, r.id)),
                can_send,
            })
        })
        .await?;
    Reply::ok(&check)
}
