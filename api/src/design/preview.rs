//! `previewDesign`.

use super::specimen;
use crate::{
    app::App,
    company::{
        self,
        dto::{CompanyInput, Language},
    },
    http::{Auth, Binary, Json, Problem, Problems, Query, perm},
};
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A kind of document that the design shows on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DesignedDocument {
    /// An offer.
    Offer,
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
    /// A reminder.
    Reminder,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DesignQuery {
    /// The kind of document.
    #[param(inline)]
    pub document: DesignedDocument,
    /// The language of the customer.
    pub language: Language,
}

/// A specimen document with the company's details as they are being edited; nothing is saved. Customer, lines and
/// numbers are made up, sums are counted as on every document.
#[utoipa::path(tag = "company", operation_id = "previewDesign", params(DesignQuery),
    extensions(("x-permission" = json!(["company_write"]))), request_body = CompanyInput,
    responses((status = 200, description = "The specimen", body = Binary, content_type = "application/pdf"), Problems))]
#[post("/company/design-preview")]
pub async fn preview_design(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    query: Query<DesignQuery>,
    body: Json<CompanyInput>,
) -> Result<HttpResponse, Problem> {
    let input = company::checked(body.0)?;
    if let Some(url) = &input.logo {
        company::check_logo(&app, url).await?;
    }
    let (saved, at) = app
        .read(&auth, async |tx| Ok((company::settings(tx).await?, tx.now())))
        .await?;
    let look = specimen::Look {
        settings: company::apply(saved, &input),
        name: input.name.clone(),
        default_vat: input.default_vat,
        language: query.0.language,
        at,
    };
    let bytes = match query.0.document {
        DesignedDocument::Offer => {
            let offer = look.offer()?;
            app.typeset(move |engine| engine.offer_pdf(&offer)).await?
        }
        DesignedDocument::Invoice => {
            let invoice = look.invoice()?;
            app.typeset(move |engine| engine.invoice_pdf(&invoice)).await?
        }
        DesignedDocument::CreditNote => {
            let note = look.credit_note()?;
            app.typeset(move |engine| engine.invoice_pdf(&note)).await?
        }
        DesignedDocument::Reminder => {
            let reminder = look.reminder()?;
            app.typeset(move |engine| engine.reminder_pdf(&reminder)).await?
        }
    };
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", "inline; filename=\"specimen.pdf\""))
        .body(bytes))
}
