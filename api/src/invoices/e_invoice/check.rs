//! `checkInvoice`.

use super::{
    super::{actual_hours, credit_limit, document, dto::InvoicePath, entity::invoice, issue, store},
    dto::{InvoiceCheck, InvoiceLineWithoutHours},
    readiness,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Reply, perm},
    store::ReadTx,
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
                without_hours: without_hours(tx, &row).await?,
                credit_limit: credit_limit::of(tx, &row, &customer, deducted_ore).await?,
                e_invoice: readiness::obstacles(&composed, &customer),
                receiver: readiness::receiver(&customer).map(|r| format!("{}:{}", r.scheme, r.id)),
                can_send,
            })
        })
        .await?;
    Reply::ok(&check)
}

async fn without_hours(tx: &ReadTx, row: &invoice::Model) -> Result<Vec<InvoiceLineWithoutHours>, Problem> {
    if row.number.is_some() {
        return Ok(Vec::new());
    }
    let parts = store::parts(tx, row.id).await?;
    Ok(actual_hours::lacking(row, &parts.lines)
        .into_iter()
        .map(|(position, line)| InvoiceLineWithoutHours {
            pointer: format!("/lines/{position}/actual_hours_milli"),
            description: line.description.clone(),
        })
        .collect())
}
