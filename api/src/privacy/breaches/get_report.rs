//! `getBreachReport` and `getBreachReportPdf`.

use super::{
    document,
    dto::{BreachPath, BreachReport, GetBreachReport},
    make::make,
};
use crate::{
    app::App,
    http::{Auth, Binary, Json, Path, Problem, Problems, Query, perm},
};
use actix_web::{HttpResponse, get};

/// What the authority asks of a breach, in the order in which it asks, with what is known (GDPR art. 33(3)).
#[utoipa::path(tag = "privacy", operation_id = "getBreachReport", params(BreachPath, GetBreachReport),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The report", body = BreachReport), Problems))]
#[get("/breaches/{breach_id}/report")]
pub async fn get_breach_report(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<BreachPath>,
    query: Query<GetBreachReport>,
) -> Result<Json<BreachReport>, Problem> {
    app.read(&auth, async |tx| {
        make(tx, path.breach_id, query.language).await.map(Json)
    })
    .await
}

/// The report as a document to fill in the authority's form from, and to keep.
#[utoipa::path(tag = "privacy", operation_id = "getBreachReportPdf", params(BreachPath, GetBreachReport),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/breaches/{breach_id}/report/pdf")]
pub async fn get_breach_report_pdf(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<BreachPath>,
    query: Query<GetBreachReport>,
) -> Result<HttpResponse, Problem> {
    let (document, name) = app
        .read(&auth, async |tx| {
            let report = make(tx, path.breach_id, query.language).await?;
            Ok((document::compose(tx, &report).await?, document::file_name(&report)))
        })
        .await?;
    let bytes = app.typeset(move |engine| engine.report_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}
