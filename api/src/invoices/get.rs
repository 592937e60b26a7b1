//! `getInvoice`.

use super::{
    dto::{Invoice, InvoicePath},
    entity::{invoice, settlement},
    store::{self, Has},
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;
use sea_orm::{ColumnTrait, DbErr, FromQueryResult, QueryResult, QuerySelect, sea_query::Expr};

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
    use {invoice::Column as I, settlement::Column as S};
    let id = path.invoice_id;
    app.read(&auth, async |tx| {
        let settlements = tx.find::<settlement::Entity>().filter(S::InvoiceId.eq(id));
        let notes = tx.find::<invoice::Entity>().filter(I::CreditsInvoiceId.eq(id));
        let found = tx
            .find::<invoice::Entity>()
            .filter(I::Id.eq(id))
            .with(|q| {
                q.column_as(Expr::exists(settlements.into_query()), "settlements")
                    .column_as(Expr::exists(notes.into_query()), "credit_notes")
            })
            .one_as::<Known>()
            .await?;
        let Known(row, has) = found.ok_or_else(Problem::not_found)?;
        let (version, parts) = (row.version, store::parts(tx, id).await?);
        Ok(Etagged(store::shown(tx, row, parts, has, &auth).await?, version))
    })
    .await
}

/// An invoice's row, and what else is to be read of it.
struct Known(invoice::Model, Has);

impl FromQueryResult for Known {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let model = invoice::Model::from_query_result(row, prefix)?;
        Ok(Self(model, Has::from_query_result(row, prefix)?))
    }
}
