//! `getReminderPdf`.

use super::{document, dto::ReminderPath, entity::reminder};
use crate::{
    app::App,
    http::{Auth, Binary, Path, Problem, Problems, perm},
};
use actix_web::{HttpResponse, get};
use kontoret_documents::{Language, ReminderDocument};
use sea_orm::ColumnTrait;

/// A reminder as a document; always the same file.
#[utoipa::path(tag = "reminders", operation_id = "getReminderPdf", params(ReminderPath),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/reminders/{reminder_id}/pdf")]
pub async fn get_reminder_pdf(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<ReminderPath>,
) -> Result<HttpResponse, Problem> {
    let document = app
        .read(&auth, async |tx| {
            let row = tx
                .find::<reminder::Entity>()
                .filter(reminder::Column::Id.eq(path.reminder_id))
                .one()
                .await?
                .ok_or_else(Problem::not_found)?;
            document::load(tx, row).await
        })
        .await?;
    let name = file_name(&document);
    let bytes = app.typeset(move |engine| engine.reminder_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}

/// What the file is called: `Paminnelse-10001-2.pdf`.
pub(super) fn file_name(document: &ReminderDocument) -> String {
    let word = match document.body.language {
        Language::Swedish => "Paminnelse",
        Language::English => "Reminder",
    };
    format!("{word}-{}-{}.pdf", document.issued.number, document.step)
}
