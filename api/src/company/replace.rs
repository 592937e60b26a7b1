//! `replaceCompany`.

use super::{
    check, company, company_settings,
    dto::{Company, CompanyInput},
    logo, store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, FieldCode, IfMatch, IfMatchHeader, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};

/// Replaces the company's details and habits. Documents that were sent or issued keep what they said. To change where
/// customers pay asks for a recent proof.
#[utoipa::path(tag = "company", operation_id = "replaceCompany", params(IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["company_write"])),
        ("x-step-up" = json!(["bankgiro", "plusgiro", "swish", "iban", "bic"]))),
    request_body = CompanyInput,
    responses((status = 200, description = "The company", body = Company), Problems))]
#[put("/company")]
pub async fn replace_company(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    if_match: IfMatch,
    command: Command,
    body: Json<CompanyInput>,
) -> Result<Reply, Problem> {
    let input = check::company(body.0)?;
    if let Some(url) = &input.logo {
        logo::check(&app, url).await?;
    }
    app.write(&auth, &command, async |tx| {
        let before = store::lock_settings(tx).await?;
        if_match.expect(before.version)?;
        let listed = store::directory(tx).await?;
        let renamed = company::Model {
            name: input.name.clone(),
            slug: input.slug.clone(),
            ..listed.clone()
        };
        let row = company_settings::Model {
            version: before.version + 1,
            ..store::apply(before.clone(), &input)
        };
        if store::payees(&row) != store::payees(&before) {
            auth.expect_recent_proof(tx.now())?;
        }
        store::save(tx, &row, &renamed).await.map_err(|p| match p.code {
            Code::Duplicate => Problem::field("/slug", FieldCode::Duplicate),
            _ => p,
        })?;
        let event = Event::new(EventKind::CompanyReplaced, EntityKind::Company, row.id)
            .changed("company", Some(&listed), &renamed)
            .changed("company_settings", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(renamed, row, &auth)?)?.version(version),
        ))
    })
    .await
}
