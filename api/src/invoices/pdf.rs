//! `getInvoicePdf`.

use super::{document, dto::InvoicePath, entity::invoice, store};
use crate::{
    app::App,
    http::{Auth, Binary, Path, Problem, Problems, perm},
    store::Scope,
};
use actix_web::{HttpResponse, get};
use kontoret_core::invoice::Kind;
use kontoret_documents::InvoiceDocument;
use uuid::Uuid;

/// The invoice as a document. Of an issued invoice it is always the same file; a draft is marked as one.
#[utoipa::path(tag = "invoices", operation_id = "getInvoicePdf", params(InvoicePath),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/invoices/{invoice_id}/pdf")]
pub async fn get_invoice_pdf(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<InvoicePath>,
) -> Result<HttpResponse, Problem> {
    let (row, document) = app
        .read(&auth, async |tx| {
            let row = store::get_invoice(tx, path.invoice_id).await?;
            let document = document::load(tx, &app.secrets, &row).await?;
            Ok((row, document))
        })
        .await?;
    respond(&app, &row, document).await
}

/// The document as a file.
pub(super) async fn respond(
    app: &App,
    row: &invoice::Model,
    document: InvoiceDocument,
) -> Result<HttpResponse, Problem> {
    let bytes = app.typeset(move |engine| engine.invoice_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            "content-disposition",
            format!("inline; filename=\"{}\"", file_name(row)),
        ))
        .body(bytes))
}

/// The document of an issued invoice as the customer got it, with the name of its file.
///
/// # Errors
/// `not_found`, or when it can't be set from what is kept of it.
pub async fn issued_pdf(app: &App, scope: Scope, id: Uuid) -> Result<(String, Vec<u8>), Problem> {
    let (name, document) = app
        .read_in(scope, async |tx| {
            let row = store::get_invoice(tx, id).await?;
            if row.number.is_none() {
                return Err(Problem::not_found());
            }
            Ok((file_name(&row), document::load(tx, &app.secrets, &row).await?))
        })
        .await?;
    let bytes = app.typeset(move |engine| engine.invoice_pdf(&document)).await?;
    Ok((name, bytes))
}

/// What the file is called: `Faktura-10001.pdf`.
pub(super) fn file_name(row: &invoice::Model) -> String {
    let english = row.language == "en";
    let word = match (row.kind == Kind::CreditNote.as_str(), english) {
        (false, false) => "Faktura",
        (false, true) => "Invoice",
        (true, false) => "Kreditfaktura",
        (true, true) => "Credit-note",
    };
    match &row.number {
        Some(number) => format!("{word}-{number}.pdf"),
        None => format!("{word}-{}.pdf", if english { "draft" } else { "utkast" }),
    }
}
