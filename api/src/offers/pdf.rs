//! `getOfferPdf`, and the file for everybody else who needs it.

use super::{document, dto::OfferPath, entity::offer, store};
use crate::{
    app::App,
    http::{Auth, Binary, Path, Problem, Problems, perm},
    store::Scope,
};
use actix_web::{HttpResponse, get};
use kontoret_core::permission::Permission;
use kontoret_documents::OfferDocument;
use uuid::Uuid;

/// The offer as a document. Of a sent offer it is always the same file; a draft is marked as one. The customer's link is
/// printed only for those who may send the offer: whoever holds it can accept.
#[utoipa::path(tag = "offers", operation_id = "getOfferPdf", params(OfferPath),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/offers/{offer_id}/pdf")]
pub async fn get_offer_pdf(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<OfferPath>,
) -> Result<HttpResponse, Problem> {
    let (row, document) = app
        .read(&auth, async |tx| {
            let row = store::get_offer(tx, path.offer_id).await?;
            let link = store::public_url(&app, &row).filter(|_| auth.may(Permission::OffersWrite));
            let document = document::load(tx, &row, link).await?;
            Ok((row, document))
        })
        .await?;
    respond(&app, &row, document).await
}

/// The file, to be shown in the browser.
pub(super) async fn respond(app: &App, row: &offer::Model, document: OfferDocument) -> Result<HttpResponse, Problem> {
    let bytes = app.typeset(move |engine| engine.offer_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            "content-disposition",
            format!("inline; filename=\"{}\"", file_name(row)),
        ))
        .body(bytes))
}

/// The document of a sent offer as the customer got it, but without the link that accepts it, with the name of its file.
///
/// # Errors
/// `not_found`, or when it can't be set from what is kept of it.
pub async fn sent_pdf(app: &App, scope: Scope, id: Uuid) -> Result<(String, Vec<u8>), Problem> {
    let (name, document) = app
        .read_in(scope, async |tx| {
            let row = store::get_offer(tx, id).await?;
            if row.sent_at.is_none() {
                return Err(Problem::not_found());
            }
            Ok((file_name(&row), document::load(tx, &row, None).await?))
        })
        .await?;
    let bytes = app.typeset(move |engine| engine.offer_pdf(&document)).await?;
    Ok((name, bytes))
}

/// What the file is called: `Offert-1001.pdf`.
pub(super) fn file_name(row: &offer::Model) -> String {
    let word = if row.language == "en" { "Offer" } else { "Offert" };
    format!("{word}-{}.pdf", row.number)
}
