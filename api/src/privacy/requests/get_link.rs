//! `getPrivacyLink`.

use super::{
    fetch_package::packed,
    links,
    public_dto::{PrivacyLink, PrivacyLinkPath},
    store::word,
};
use crate::{
    app::App,
    company,
    customers::dto::Language,
    http::{Json, Path, Problem, Problems},
    offers::Unhurried,
};
use actix_web::get;
use kontoret_core::privacy_case::LinkPurpose;

/// What a mailed link leads to. Whatever is wrong with it, the answer is the same.
#[utoipa::path(tag = "public", operation_id = "getPrivacyLink", params(PrivacyLinkPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "What it leads to", body = PrivacyLink), Problems))]
#[get("/public/privacy-links/{token}")]
pub async fn get_privacy_link(
    app: App,
    _unhurried: Unhurried,
    path: Path<PrivacyLinkPath>,
) -> Result<Json<PrivacyLink>, Problem> {
    let token = links::parse(&path)?;
    app.read_in(links::scope(&token), async |tx| {
        let (link, row) = links::prove(&app, tx, &token, None).await?;
        let purpose = word(&link.purpose)?;
        let question = match purpose {
            LinkPurpose::Information => links::question(tx, &link).await?,
            LinkPurpose::Identity | LinkPurpose::Answer => String::new(),
        };
        Ok(Json(PrivacyLink {
            purpose,
            company_name: company::name(tx).await?,
            number: row.number,
            kind: word(&row.kind)?,
            language: Language::parse(&row.language),
            received_on: row.received_on,
            due_on: row.due_on,
            question,
            has_package: purpose == LinkPurpose::Answer && packed(&row)?.is_some(),
            uses_left: link.uses_left,
            expires_at: link.expires_at,
        }))
    })
    .await
}
