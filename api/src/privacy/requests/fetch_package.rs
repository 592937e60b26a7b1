//! `fetchPrivacyPackage`.

use super::{entity::privacy_request, fetch_answer, lacking, links, public_dto::PrivacyLinkPath, store};
use crate::{
    app::App,
    http::{Binary, Code, Path, Problem, Problems},
    offers::Unhurried,
    privacy::{portability, subjects::dto::DataSubjectReference},
};
use actix_web::{HttpResponse, post};
use kontoret_core::{
    data_subject::DataSubjectKind,
    privacy_case::{LinkPurpose, Outcome},
    privacy_request::Kind,
};

/// Fetches the package of an answered request for portability by the mailed link, which is used once by it: a ZIP file with
/// `package.json` (`PortabilityPackage`), tables and documents. When a document can't be put in, the package says so and the
/// request goes back to its handler.
#[utoipa::path(tag = "public", operation_id = "fetchPrivacyPackage", params(PrivacyLinkPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The package", body = Binary, content_type = "application/zip"), Problems))]
#[post("/public/privacy-links/{token}/package")]
pub async fn fetch_privacy_package(
    app: App,
    _unhurried: Unhurried,
    path: Path<PrivacyLinkPath>,
) -> Result<HttpResponse, Problem> {
    let token = links::parse(&path)?;
    let scope = links::scope(&token);
    let (row, content) = app
        .read_in(scope, async |tx| {
            let (_, row) = links::prove(&app, tx, &token, Some(LinkPurpose::Answer)).await?;
            let subject = packed(&row)?.ok_or_else(|| Problem::new(Code::LinkInvalid))?;
            let content = portability::gather(tx, &app.secrets, &[subject]).await?;
            Ok((row, content))
        })
        .await?;
    fetch_answer::fetched(&app, scope, &token, &row).await?;
    let told = lacking::told(app.clone(), scope, row.id);
    Ok(portability::respond(app, scope, content, Some(told)))
}

/// Whose package the answer to a request brings: of one for portability that was granted in any part, when it is known who asked.
pub(super) fn packed(row: &privacy_request::Model) -> Result<Option<DataSubjectReference>, Problem> {
    let is_granted = match &row.outcome {
        Some(outcome) => store::word::<Outcome>(outcome)? != Outcome::Refused,
        None => false,
    };
    let asks: Kind = store::word(&row.kind)?;
    let (Some(kind), Some(id), true) = (&row.subject_kind, row.subject_id, row.identity_at.is_some()) else {
        return Ok(None);
    };
    let kind: DataSubjectKind = store::word(kind)?;
    Ok((is_granted && asks == Kind::Portability).then_some(DataSubjectReference { kind, id }))
}
