//! `getProcessingRecord` and `getProcessingRecordPdf`.

use super::{
    dto::{GetProcessingRecord, ProcessingRecord},
    make::make,
    report,
};
use crate::{
    app::App,
    http::{Auth, Binary, Json, Problem, Problems, Query, perm},
};
use actix_web::{HttpResponse, get};

/// What personal data the company processes, why, for whom and how long: the record of processing (art. 30). It follows from
/// what is declared of every column and from the register of recipients.
#[utoipa::path(tag = "privacy", operation_id = "getProcessingRecord", params(GetProcessingRecord),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The record", body = ProcessingRecord), Problems))]
#[get("/processing-record")]
pub async fn get_processing_record(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<GetProcessingRecord>,
) -> Result<Json<ProcessingRecord>, Problem> {
    app.read(&auth, async |tx| make(tx, query.language).await.map(Json))
        .await
}

/// The record as a document to read and to hand over.
#[utoipa::path(tag = "privacy", operation_id = "getProcessingRecordPdf", params(GetProcessingRecord),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/processing-record/pdf")]
pub async fn get_processing_record_pdf(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<GetProcessingRecord>,
) -> Result<HttpResponse, Problem> {
    let document = app
        .read(&auth, async |tx| {
            let record = make(tx, query.language).await?;
            report::compose(tx, &record).await
        })
        .await?;
    let name = report::file_name(query.language);
    let bytes = app.typeset(move |engine| engine.report_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}
