//! `getPublicInvoice`, `getPublicInvoicePdf`, `askAboutInvoice`: what the holder of a link can do.

use super::{
    document,
    entity::invoice,
    link, pdf,
    public_dto::{
        InvoiceQuestion, PublicDeduction, PublicDeductionBuyer, PublicInvoice, PublicInvoicePath, PublicInvoiceState,
        PublicPayment,
    },
    settle, store,
    tax_deduction::{self, Numbers},
};
use crate::{
    app::App,
    company::directory,
    customers::dto::Language,
    http::{Binary, FieldCode, Json, Path, Problem, Problems, Reply, context},
    jobs::{Job, JobKind},
    lines::Line,
    offers::{Unhurried, public_dto::PublicCompany},
    store::{
        Actor, Done, Event, ReadTx, Scope,
        secret::{LinkToken, Secrets},
    },
};
use actix_web::{HttpResponse, get, post};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::{
    deduction::DeductionKind,
    event::{EntityKind, EventKind},
    identity::is_email,
    invoice::Kind,
};
use kontoret_documents::{InvoiceDocument, Logo, Seller, TaxDeduction, TaxDeductionKind};
use kontoret_formats::{
    payment_qr::{self, Account, BankPayment, SwishPayment},
    qr::{self, EcLevel},
};
use serde_json::json;

/// The invoice behind a link, as it was issued, and what is left to pay today.
#[utoipa::path(tag = "public", operation_id = "getPublicInvoice", params(PublicInvoicePath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The invoice", body = PublicInvoice), Problems))]
#[get("/public/invoices/{token}")]
pub async fn get_public_invoice(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicInvoicePath>,
) -> Result<Reply, Problem> {
    let token = link::parse(&path.token)?;
    app.read_in(scope(&token), async |tx| {
        let row = proven(&app, tx, &token).await?;
        Reply::ok(&view(tx, &app.secrets, row).await?)
    })
    .await
}

/// The invoice behind a link, as a document.
#[utoipa::path(tag = "public", operation_id = "getPublicInvoicePdf", params(PublicInvoicePath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/public/invoices/{token}/pdf")]
pub async fn get_public_invoice_pdf(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicInvoicePath>,
) -> Result<HttpResponse, Problem> {
    let token = link::parse(&path.token)?;
    let (row, document) = app
        .read_in(scope(&token), async |tx| {
            let row = proven(&app, tx, &token).await?;
            let document = document::load(tx, &app.secrets, &row).await?;
            Ok((row, document))
        })
        .await?;
    pdf::respond(&app, &row, document).await
}

/// Asks the company about the invoice. The question goes to the company by mail; the answer comes the same way.
#[utoipa::path(tag = "public", operation_id = "askAboutInvoice", params(PublicInvoicePath), security(()),
    extensions(("x-permission" = json!([]))), request_body = InvoiceQuestion,
    responses((status = 204, description = "Asked"), Problems))]
#[post("/public/invoices/{token}/questions")]
pub async fn ask_about_invoice(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicInvoicePath>,
    body: Json<InvoiceQuestion>,
) -> Result<Reply, Problem> {
    let token = link::parse(&path.token)?;
    let asked = tidy(body.0)?;
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope(&token), &actor, async |tx| {
        let row = proven(&app, tx, &token).await?;
        let payload = json!({ "notice": "invoice_question", "question": asked });
        tx.queue(Job::new(JobKind::Notice, tx, row.id).with(payload));
        let event = Event::new(EventKind::InvoiceQuestionAsked, EntityKind::Invoice, row.id);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}

fn tidy(mut asked: InvoiceQuestion) -> Result<InvoiceQuestion, Problem> {
    for text in [&mut asked.name, &mut asked.email, &mut asked.question] {
        *text = text.trim().to_owned();
    }
    if asked.name.is_empty() {
        return Err(Problem::field("/name", FieldCode::Required));
    }
    if !is_email(&asked.email) {
        return Err(Problem::field("/email", FieldCode::Invalid));
    }
    if asked.question.is_empty() {
        return Err(Problem::field("/question", FieldCode::Required));
    }
    Ok(asked)
}

fn scope(token: &LinkToken) -> Scope {
    Scope {
        company_id: Some(token.company_id),
        user_id: None,
    }
}

async fn proven(app: &App, tx: &ReadTx, token: &LinkToken) -> Result<invoice::Model, Problem> {
    link::prove(app, tx, token).await?;
    store::get_invoice(tx, token.id).await
}

fn logo_url(picture: &Logo) -> String {
    let (kind, bytes) = match picture {
        Logo::Png(bytes) => ("png", bytes),
        Logo::Svg(bytes) => ("svg+xml", bytes),
    };
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}

async fn view(tx: &ReadTx, secrets: &Secrets, row: invoice::Model) -> Result<PublicInvoice, Problem> {
    let unissued = || Problem::internal("a link to an invoice that isn't issued");
    let mut document = document::kept(tx, &row).await?;
    if let Some(deduction) = &mut document.deduction {
        tax_deduction::fill_in(tx, secrets, &row, deduction, Numbers::Masked).await?;
    }
    let parts = store::parts(tx, row.id).await?;
    let left = settle::open(&row);
    let overdue = row.due_on.is_some_and(|due| due < tx.today());
    let payment = if left > 0 { payment(&row, &document, left) } else { None };
    let seller = &document.body.seller;
    Ok(PublicInvoice {
        number: row.number.clone().ok_or_else(unissued)?,
        kind: row.kind.parse().unwrap_or(Kind::Invoice),
        company: PublicCompany {
            name: seller.name.clone(),
            slug: directory(tx).await?.slug,
            phone: seller.phone.clone(),
            email: seller.email.clone(),
            logo: document.body.logo.as_ref().map(logo_url),
            organisation_number: seller.organisation_number.clone(),
        },
        customer_name: document.body.buyer.name.clone(),
        issued_on: row.issued_on.ok_or_else(unissued)?,
        state: match (payment.is_some(), overdue) {
            (false, _) => PublicInvoiceState::Settled,
            (true, false) => PublicInvoiceState::ToPay,
            (true, true) => PublicInvoiceState::Overdue,
        },
        prices_include_vat: row.prices_include_vat,
        totals: store::totals(&row, parts.vat_rows),
        lines: parts.lines.into_iter().map(line).collect(),
        deduction: document.deduction.as_ref().map(deduction),
        payment,
        language: Language::parse(&row.language),
        title: row.title,
    })
}

fn deduction(d: &TaxDeduction) -> PublicDeduction {
    PublicDeduction {
        kind: match d.kind {
            TaxDeductionKind::Rot => DeductionKind::Rot,
            TaxDeductionKind::Rut => DeductionKind::Rut,
            TaxDeductionKind::Green => DeductionKind::Green,
        },
        deducted_ore: d.deducted_ore,
        buyers: d
            .buyers
            .iter()
            .map(|b| PublicDeductionBuyer {
                name: b.name.clone(),
                installation: b.installation.clone(),
                identity_number: b.identity_number.clone(),
                share_bp: i64::from(b.share_bp),
                deducted_ore: b.deducted_ore,
            })
            .collect(),
    }
}

fn line(l: super::dto::InvoiceLine) -> Line {
    Line {
        id: l.id,
        article_id: None,
        kind: l.kind,
        work_type: l.work_type,
        description: l.description,
        quantity_milli: l.quantity_milli,
        unit: l.unit,
        unit_price_ore: l.unit_price_ore,
        discount_bp: l.discount_bp,
        vat: l.vat,
        amount_ore: l.amount_ore,
    }
}

/// Codes and accounts for what is left; the accounts are those that the invoice named.
fn payment(row: &invoice::Model, document: &InvoiceDocument, left: i64) -> Option<PublicPayment> {
    let (due_on, issued_on) = (row.due_on?, row.issued_on?);
    let s = &document.body.seller;
    let ocr = row.ocr.clone().unwrap_or_default();
    let bank = account(s).and_then(|account| {
        payment_qr::bank_app(&BankPayment {
            payee: s.name.clone(),
            organisation_number: s.organisation_number.clone(),
            reference: ocr.clone(),
            issued_on,
            due_on,
            amount_ore: left,
            account,
        })
    });
    let swish = Some(&s.swish).filter(|n| !n.is_empty()).and_then(|payee| {
        payment_qr::swish(&SwishPayment {
            payee: payee.clone(),
            amount_ore: left,
            message: ocr.clone(),
        })
    });
    Some(PublicPayment {
        remaining_ore: left,
        due_on,
        bankgiro: s.bankgiro.clone(),
        plusgiro: s.plusgiro.clone(),
        swish: s.swish.clone(),
        iban: s.iban.clone(),
        bic: s.bic.clone(),
        bank_qr: bank.and_then(|payload| image(&payload)),
        swish_qr: swish.and_then(|payload| image(&payload)),
        ocr,
    })
}

fn account(s: &Seller) -> Option<Account> {
    let accounts = [
        (&s.bankgiro, Account::Bankgiro as fn(String) -> Account),
        (&s.plusgiro, Account::Plusgiro),
        (&s.iban, Account::Iban),
    ];
    accounts
        .into_iter()
        .find(|(number, _)| !number.is_empty())
        .map(|(number, kind)| kind(number.clone()))
}

fn image(payload: &str) -> Option<String> {
    let svg = qr::svg(payload, EcLevel::Medium).ok()?;
    Some(format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
}
