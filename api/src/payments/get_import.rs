//! `getPaymentImport`.

use super::{
    dto::{PaymentImport, PaymentImportPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// A file from the bank that was imported.
#[utoipa::path(tag = "payments", operation_id = "getPaymentImport", params(PaymentImportPath),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The file", body = PaymentImport), Problems))]
#[get("/payment-imports/{import_id}")]
pub async fn get_payment_import(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<PaymentImportPath>,
) -> Result<Etagged<PaymentImport>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_import(tx, path.import_id).await?;
        let version = row.version;
        Ok(Etagged(store::view_one(tx, row, &auth).await?, version))
    })
    .await
}
