//! `getPublicPrivacyDesk`.

use super::public_dto::{GetPublicPrivacyDesk, PublicPrivacyDesk};
use crate::{
    app::App,
    company::{self, company as listed},
    customers::dto::Language,
    http::{Json, Problem, Problems, Query},
    offers::Unhurried,
    store::Scope,
};
use actix_web::get;
use sea_orm::ColumnTrait;

/// Whom one asks on a public page: a company, or whoever runs the service.
#[utoipa::path(tag = "public", operation_id = "getPublicPrivacyDesk", params(GetPublicPrivacyDesk), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "Whom one asks", body = PublicPrivacyDesk), Problems))]
#[get("/public/privacy-desk")]
pub async fn get_public_privacy_desk(
    app: App,
    _unhurried: Unhurried,
    query: Query<GetPublicPrivacyDesk>,
) -> Result<Json<PublicPrivacyDesk>, Problem> {
    let found = asked(&app, query.company.as_deref()).await?;
    app.read_in(scope(&found), async |tx| {
        let s = company::settings(tx).await?;
        Ok(Json(PublicPrivacyDesk {
            name: found.name,
            organisation_number: s.organisation_number,
            email: s.email,
            phone: s.phone,
            operator: found.operator,
            language: Language::parse(&s.language),
        }))
    })
    .await
}

/// The company of a public page.
///
/// # Errors
/// `not_found`.
pub(super) async fn asked(app: &App, slug: Option<&str>) -> Result<listed::Model, Problem> {
    app.read_in(Scope::default(), async |tx| {
        let found = match slug {
            None => company::operator(tx).await?,
            Some(slug) => {
                tx.find_global::<listed::Entity>()
                    .filter(listed::Column::Slug.eq(slug))
                    .one()
                    .await?
            }
        };
        found.ok_or_else(Problem::not_found)
    })
    .await
}

/// The scope of a company in which nobody is logged in.
pub(super) fn scope(company: &listed::Model) -> Scope {
    Scope {
        company_id: Some(company.id),
        user_id: None,
    }
}
