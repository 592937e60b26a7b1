//! What does the letter say that brings an invoice?

use super::{document, entity::invoice, link, pdf, settle, store};
use crate::{
    app::App,
    customers::{self, dto::Language},
    http::{Code, Problem},
    jobs::mail::Content,
    store::Scope,
};
use kontoret_core::invoice::Kind;
use kontoret_documents::InvoiceDocument;
use uuid::Uuid;

/// The letter to the customer, with the document.
///
/// # Errors
/// [`Code::Restricted`]; [`Code::NotAllowedInStatus`] when the invoice isn't issued.
pub async fn mail_content(app: &App, company_id: Uuid, id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (row, document, link, copies) = app
        .read_in(scope, async |tx| {
            let row = store::get_invoice(tx, id).await?;
            if row.number.is_none() {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            let document = document::load(tx, &app.secrets, &row).await?;
            let link = link::url(app, tx, &row).await?;
            let customer = customers::get_customer(tx, row.customer_id).await?;
            customers::refuse_restricted(&customer)?;
            let copies = customers::billing::view(&customer).email_copies;
            Ok((row, document, link, copies))
        })
        .await?;
    let seller = document.body.seller.clone();
    let facts = facts(&row, &document);
    let pdf = app.typeset(move |engine| engine.invoice_pdf(&document)).await?;
    let language = Language::parse(&row.language);
    let (subject, text_intro) = words(&row, &seller.name, language);
    Ok(Content {
        language,
        subject,
        text_intro,
        facts,
        link,
        from_name: seller.name,
        reply_to: seller.email,
        before_link: Some(match language {
            Language::Sv => "Se fakturan, betala med QR-kod eller fråga oss här:",
            Language::En => "See the invoice, pay by QR code or ask us here:",
        }),
        copies,
        attachment: Some((pdf::file_name(&row), pdf)),
    })
}

fn words(row: &invoice::Model, seller: &str, language: Language) -> (String, String) {
    let number = row.number.as_deref().unwrap_or_default();
    let about = if row.title.is_empty() {
        String::new()
    } else {
        format!(": {}", row.title)
    };
    let name = &row.customer_name;
    if row.kind == Kind::CreditNote.as_str() {
        return credit_words(number, name, seller, language);
    }
    match language {
        Language::Sv => (
            format!("Faktura {number} från {seller}"),
            format!("Hej {name}!\n\nHär är vår faktura {number}{about}. Den är bifogad som PDF."),
        ),
        Language::En => (
            format!("Invoice {number} from {seller}"),
            format!("Hello {name},\n\nhere is our invoice {number}{about}. It is attached as a PDF."),
        ),
    }
}

fn credit_words(number: &str, name: &str, seller: &str, language: Language) -> (String, String) {
    match language {
        Language::Sv => (
            format!("Kreditfaktura {number} från {seller}"),
            format!("Hej {name}!\n\nHär är vår kreditfaktura {number}. Den är bifogad som PDF."),
        ),
        Language::En => (
            format!("Credit note {number} from {seller}"),
            format!("Hello {name},\n\nhere is our credit note {number}. It is attached as a PDF."),
        ),
    }
}

/// What a payer needs without opening the file.
fn facts(row: &invoice::Model, document: &InvoiceDocument) -> Vec<(String, String)> {
    let sv = Language::parse(&row.language) == Language::Sv;
    let label = |swedish: &str, english: &str| (if sv { swedish } else { english }).to_owned();
    let lang = document.body.language;
    if let Some(credits) = &document.credits {
        return vec![
            (
                label("Krediterar faktura", "Credits invoice"),
                format!("{}, {}", credits.number, lang.date(credits.issued_on)),
            ),
            (
                label("Krediteras", "Credited"),
                lang.money(row.total_ore - row.deducted_ore),
            ),
        ];
    }
    let mut facts = Vec::new();
    if row.deducted_ore > 0 {
        facts.push((label("Fakturabelopp", "Invoice total"), lang.money(row.total_ore)));
        facts.push((label("Skattereduktion", "Tax deduction"), lang.money(-row.deducted_ore)));
    }
    facts.push((label("Att betala", "To pay"), lang.money(settle::open(row))));
    if let Some(due) = row.due_on.filter(|_| settle::open(row) > 0) {
        let seller = &document.body.seller;
        facts.push((label("Förfallodatum", "Due date"), lang.date(due)));
        facts.push((
            label("OCR-nummer", "Payment reference (OCR)"),
            row.ocr.clone().unwrap_or_default(),
        ));
        for (name, account) in [
            ("Bankgiro", &seller.bankgiro),
            ("Plusgiro", &seller.plusgiro),
            ("Swish", &seller.swish),
        ] {
            if !account.is_empty() {
                facts.push((name.to_owned(), account.clone()));
            }
        }
    }
    facts
}
