//! `printInvoices`.

use super::{document, entity::invoice, export::ids_of, list_dto::PrintInvoices};
use crate::{
    app::App,
    http::{Binary, Code, FieldCode, Problem, Problems, Query, Recent, perm},
    store::{ReadTx, secret::Secrets},
};
use actix_web::{HttpResponse, get};
use kontoret_documents::{InvoiceDocument, MOST_IN_BATCH};
use sea_orm::ColumnTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// Issued invoices one after the other in one file for the printer, in the order of their ids in the address. Nothing
/// is marked as sent.
#[utoipa::path(tag = "invoices", operation_id = "printInvoices", params(PrintInvoices),
    extensions(("x-permission" = json!(["documents_export"])), ("x-step-up" = json!(true))),
    responses((status = 200, description = "The file", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/invoices/print")]
pub async fn print_invoices(
    app: App,
    auth: Recent<perm::DocumentsExport>,
    query: Query<PrintInvoices>,
) -> Result<HttpResponse, Problem> {
    let ids = ids_of(&query.ids)?;
    if ids.len() > MOST_IN_BATCH {
        return Err(Problem::field("ids", FieldCode::TooLong));
    }
    let documents = app.read(&auth, async |tx| load(tx, &app.secrets, &ids).await).await?;
    let now = app.clock.now();
    let bytes = app.typeset(move |engine| engine.invoices_pdf(&documents, now)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", "inline; filename=\"Fakturor.pdf\""))
        .body(bytes))
}

async fn load(tx: &ReadTx, secrets: &Secrets, ids: &[Uuid]) -> Result<Vec<InvoiceDocument>, Problem> {
    let mut rows: HashMap<Uuid, invoice::Model> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut documents = Vec::with_capacity(ids.len());
    for id in ids {
        let row = rows
            .remove(id)
            .ok_or_else(|| Problem::field("ids", FieldCode::NotFound))?;
        if row.number.is_none() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let mut document = document::load(tx, secrets, &row).await?;
        document.e_invoice = None;
        documents.push(document);
    }
    Ok(documents)
}
