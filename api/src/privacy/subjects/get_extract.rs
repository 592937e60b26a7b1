//! `getRegisterExtract` and `getRegisterExtractPdf`.

use super::{
    dto::{DataSubjectReference, GetRegisterExtract, RegisterExtract, RegisterExtractPdf},
    extract::extract,
    report, users,
};
use crate::{
    app::App,
    http::{Command, DryRun, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::{
    data_subject::DataSubjectKind,
    event::{EntityKind, EventKind},
};

/// Everything that is stored about a person, with what they have a right to know of it. It holds whole personal identity
/// numbers, so that it was made, and by whom, stays in the trail and in the person's next extract.
#[utoipa::path(tag = "privacy", operation_id = "getRegisterExtract", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = GetRegisterExtract,
    responses((status = 200, description = "The extract", body = RegisterExtract), Problems))]
#[post("/data-subjects/extract")]
pub async fn get_register_extract(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    body: Json<GetRegisterExtract>,
) -> Result<Reply, Problem> {
    let roots = users::roots(&body.0.subjects);
    app.write(&auth, &command, async |tx| {
        users::admit(tx, &roots).await?;
        let extract = extract(tx, &app.secrets, &roots, (body.0.language, &body.0.shown)).await?;
        Ok(Done::new(
            made(body.0.subjects.as_slice(), tx.company_id()),
            Reply::ok(&extract)?.sealed(),
        ))
    })
    .await
}

/// The extract as a document to read.
#[utoipa::path(tag = "privacy", operation_id = "getRegisterExtractPdf", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = GetRegisterExtract,
    responses((status = 200, description = "The document", body = RegisterExtractPdf), Problems))]
#[post("/data-subjects/extract/pdf")]
pub async fn get_register_extract_pdf(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    body: Json<GetRegisterExtract>,
) -> Result<Reply, Problem> {
    let roots = users::roots(&body.0.subjects);
    // Set outside the change: nothing slow happens while it holds the trail.
    let document = app
        .read(&auth, async |tx| {
            users::admit(tx, &roots).await?;
            let extract = extract(tx, &app.secrets, &roots, (body.0.language, &body.0.shown)).await?;
            report::compose(tx, &extract).await
        })
        .await?;
    let pdf = app.typeset(move |engine| engine.report_pdf(&document)).await?;
    let file = RegisterExtractPdf {
        content: STANDARD.encode(pdf),
    };
    app.write(&auth, &command, async |tx| {
        Ok(Done::new(
            made(body.0.subjects.as_slice(), tx.company_id()),
            Reply::ok(&file)?.sealed(),
        ))
    })
    .await
}

fn made(subjects: &[DataSubjectReference], company_id: uuid::Uuid) -> Event {
    let first = subjects.first();
    let (entity, id) = first.map_or((EntityKind::Company, company_id), |s| (entity_of(s.kind), s.id));
    Event::new(EventKind::RegisterExtractMade, entity, id)
}

/// As what the trail names a person.
#[must_use]
pub const fn entity_of(kind: DataSubjectKind) -> EntityKind {
    match kind {
        DataSubjectKind::Customer => EntityKind::Customer,
        DataSubjectKind::HouseholdMember => EntityKind::HouseholdMember,
        DataSubjectKind::DeductionBuyer => EntityKind::DeductionCase,
        DataSubjectKind::User => EntityKind::User,
        DataSubjectKind::Company => EntityKind::Company,
        DataSubjectKind::Requester => EntityKind::PrivacyRequest,
    }
}
