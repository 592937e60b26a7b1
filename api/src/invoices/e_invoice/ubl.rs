//! `getInvoiceUbl`.

use super::{
    super::{document, dto::InvoicePath, entity::invoice, pdf, store},
    dto::InvoiceUblQuery,
    readiness,
};
use crate::{
    app::App,
    http::{Auth, Binary, Code, Path, Problem, Problems, Query, perm},
    store::Scope,
};
use actix_web::{HttpResponse, get};
use kontoret_documents::InvoiceDocument;
use kontoret_formats::ubl::{self, Attachment, Document, Endpoint, Kind};
use uuid::Uuid;

/// What is handed to the network.
pub struct EInvoiceContent {
    /// Invoice or credit note.
    pub kind: Kind,
    /// The seller's address in the network.
    pub sender: Option<Endpoint>,
    /// The seller's country.
    pub country: String,
    /// The document, with the PDF in it.
    pub xml: Vec<u8>,
}

/// An issued invoice or credit note as a Peppol BIS Billing 3 document.
#[utoipa::path(tag = "invoices", operation_id = "getInvoiceUbl", params(InvoicePath, InvoiceUblQuery),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/xml"), Problems))]
#[get("/invoices/{invoice_id}/ubl")]
pub async fn get_invoice_ubl(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<InvoicePath>,
    query: Query<InvoiceUblQuery>,
) -> Result<HttpResponse, Problem> {
    let (row, mut document, page) = app
        .read(&auth, async |tx| {
            let row = store::get_invoice(tx, path.invoice_id).await?;
            if row.number.is_none() {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            let mut document = document::composed(tx, &row).await?.document;
            let customer = crate::customers::get_customer(tx, row.customer_id).await?;
            crate::customers::refuse_restricted(&customer)?;
            document.buyer.endpoint = readiness::receiver(&customer);
            let page = match query.pdf {
                true => Some(document::load(tx, &app.secrets, &row).await?),
                false => None,
            };
            Ok((row, document, page))
        })
        .await?;
    if let Some(page) = page {
        attach(&app, &row, &mut document, page).await?;
    }
    let name = pdf::file_name(&row).replace(".pdf", ".xml");
    Ok(HttpResponse::Ok()
        .content_type("application/xml")
        .insert_header(("content-disposition", format!("attachment; filename=\"{name}\"")))
        .body(ubl::bytes(&document)))
}

/// An issued invoice for this receiver, with its PDF.
///
/// # Errors
/// When it can't be found or made.
pub async fn load(app: &App, company_id: Uuid, id: Uuid, receiver: &Endpoint) -> Result<EInvoiceContent, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (row, mut document, page) = app
        .read_in(scope, async |tx| {
            let row = store::get_invoice(tx, id).await?;
            let document = document::composed(tx, &row).await?.document;
            let page = document::load(tx, &app.secrets, &row).await?;
            Ok((row, document, page))
        })
        .await?;
    document.buyer.endpoint = Some(receiver.clone());
    attach(app, &row, &mut document, page).await?;
    Ok(EInvoiceContent {
        kind: document.kind,
        sender: document.seller.endpoint.clone(),
        country: document.seller.address.country.clone(),
        xml: ubl::bytes(&document),
    })
}

async fn attach(
    app: &App,
    row: &invoice::Model,
    document: &mut Document,
    page: InvoiceDocument,
) -> Result<(), Problem> {
    let bytes = app.typeset(move |engine| engine.invoice_pdf(&page)).await?;
    let file_name = pdf::file_name(row);
    document.attachment = Some(Attachment {
        description: file_name.trim_end_matches(".pdf").replace('-', " "),
        file_name,
        media_type: "application/pdf".to_owned(),
        bytes,
    });
    Ok(())
}
