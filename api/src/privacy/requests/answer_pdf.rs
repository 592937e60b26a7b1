//! `getPrivacyAnswerPdf`: the answer as a letter, for the handler to look at before it is sent, and to print.

use super::{
    dto::{PrivacyDecision, PrivacyRequestPath},
    entity::privacy_request,
    store, view, words,
};
use crate::{
    app::App,
    clock::day,
    company::{self, logo},
    customers::{customer, dto::Language},
    http::{Auth, Binary, Path, Problem, Problems, perm},
    invoices,
    privacy::notices,
    store::ReadTx,
    users,
};
use actix_web::{HttpResponse, get};
use kontoret_core::privacy_case::Decision;
use kontoret_documents as set;
use sea_orm::ColumnTrait;

/// The answer as a letter; a draft until it is sent.
#[utoipa::path(tag = "privacy", operation_id = "getPrivacyAnswerPdf", params(PrivacyRequestPath),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The letter", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/privacy-requests/{request_id}/answer/pdf")]
pub async fn get_privacy_answer_pdf(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<PrivacyRequestPath>,
) -> Result<HttpResponse, Problem> {
    let letter = app
        .read(&auth, async |tx| {
            let row = store::find(tx, path.request_id).await?;
            compose(tx, &row).await
        })
        .await?;
    respond(&app, letter).await
}

/// The letter as a file.
pub(super) async fn respond(app: &App, letter: set::PrivacyLetter) -> Result<HttpResponse, Problem> {
    let word = match letter.body.language {
        set::Language::Swedish => "Svar",
        set::Language::English => "Answer",
    };
    let name = format!("{word}-{}.pdf", letter.number);
    let bytes = app.typeset(move |engine| engine.privacy_letter_pdf(&letter)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}

/// The letter of a request, from what is kept of it.
pub(super) async fn compose(tx: &ReadTx, row: &privacy_request::Model) -> Result<set::PrivacyLetter, Problem> {
    let language = Language::parse(&row.language);
    let settings = company::settings(tx).await?;
    let decisions = view::decisions(tx, row.id).await?;
    let handler: Vec<_> = row.handler_id.into_iter().collect();
    let our_reference = users::names(tx, &handler).await?.into_values().next();
    let outcome = match &row.outcome {
        Some(text) => words::outcome(language, store::word(text)?),
        None => "",
    };
    let hello = words::pick(language, "Hej", "Hello");
    Ok(set::PrivacyLetter {
        body: set::Body {
            language: words::lang(language),
            accent: set::Accent::from_hex(&settings.accent).unwrap_or_default(),
            seller: company::seller(company::name(tx).await?, &settings),
            logo: settings.logo.as_deref().and_then(logo),
            buyer: buyer(tx, row).await?,
            our_reference: our_reference.map(|(name, _)| name).unwrap_or_default(),
            work_site: None,
            title: String::new(),
            intro: format!("{hello} {}!\n\n{outcome}", row.name),
            closing: closing(tx, row, language).await?,
            prices_include_vat: false,
            lines: Vec::new(),
            totals: set::Totals::default(),
            exemption_reference: String::new(),
            created_at: row.answered_at.unwrap_or_else(|| tx.now()),
            ident: format!("{} {}", row.id, row.version),
        },
        number: row.number.to_string(),
        kind: words::kind(language, store::word(&row.kind)?).to_owned(),
        received_on: row.received_on,
        answered_on: row.answered_at.map(day),
        decisions: decisions.iter().map(|d| decision(language, d)).collect(),
        complain: words::complain(language).to_owned(),
    })
}

/// The handler's words, and which recipients were told (art. 19).
async fn closing(tx: &ReadTx, row: &privacy_request::Model, language: Language) -> Result<String, Problem> {
    let told = notices::said_of_request(tx, row.id, language).await?;
    let parts: Vec<String> = [row.answer.clone(), told]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    Ok(parts.join("\n\n"))
}

fn decision(language: Language, d: &PrivacyDecision) -> set::LetterDecision {
    let ground = d.ground.map(|g| words::ground(language, g).to_owned());
    set::LetterDecision {
        datum: d.datum.clone(),
        done: d.result == Decision::Done,
        reasons: ground
            .into_iter()
            .chain([d.note.clone()])
            .filter(|r| !r.is_empty())
            .collect(),
        article: d.ground.map(|g| g.article().to_owned()).unwrap_or_default(),
    }
}

/// The customer with their address when that is known, otherwise the name that was given.
async fn buyer(tx: &ReadTx, row: &privacy_request::Model) -> Result<set::Buyer, Problem> {
    let known = match (row.subject_kind.as_deref(), row.subject_id, row.identity_at) {
        (Some("customer"), Some(id), Some(_)) => {
            tx.find::<customer::Entity>()
                .filter(customer::Column::Id.eq(id))
                .one()
                .await?
        }
        _ => None,
    };
    Ok(match known {
        Some(customer) => invoices::buyer(&customer, ""),
        None => set::Buyer {
            name: row.name.clone(),
            ..set::Buyer::default()
        },
    })
}
