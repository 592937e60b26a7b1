//! What does the letter say that brings a reminder?

use super::{document, entity::reminder, pdf};
use crate::{
    app::App,
    customers::{self, dto::Language},
    http::{Code, Problem},
    invoices,
    jobs::mail::Content,
    store::Scope,
};
use kontoret_documents::{self as set, ReminderDocument};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The letter to the customer, with the document.
///
/// # Errors
/// [`Code::Restricted`]; [`Code::NotAllowedInStatus`] when the money came before the letter left.
pub async fn mail_content(app: &App, company_id: Uuid, mail_id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (name, document, copies) = app
        .read_in(scope, async |tx| {
            let row = tx
                .find::<reminder::Entity>()
                .filter(reminder::Column::MailId.eq(mail_id))
                .one()
                .await?
                .ok_or_else(Problem::not_found)?;
            let invoice = tx
                .find::<invoices::invoice::Entity>()
                .filter(invoices::invoice::Column::Id.eq(row.invoice_id))
                .one()
                .await?
                .ok_or_else(Problem::not_found)?;
            if invoices::open(&invoice) <= 0 {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            let customer = customers::get_customer(tx, invoice.customer_id).await?;
            customers::refuse_restricted(&customer)?;
            let copies = customers::billing::view(&customer).email_copies;
            Ok((invoice.customer_name, document::load(tx, row).await?, copies))
        })
        .await?;
    let seller = document.body.seller.clone();
    let facts = facts(&document);
    let language = match document.body.language {
        set::Language::Swedish => Language::Sv,
        set::Language::English => Language::En,
    };
    let number = &document.issued.number;
    let (subject, text_intro) = match language {
        Language::Sv => (
            format!("Påminnelse om faktura {number} från {}", seller.name),
            format!(
                "Hej {name}!\n\nVi har inte sett någon betalning av vår faktura {number}. Påminnelsen är bifogad som PDF. \
                 Har du redan betalat kan du bortse från det här mejlet."
            ),
        ),
        Language::En => (
            format!("Reminder of invoice {number} from {}", seller.name),
            format!(
                "Hello {name},\n\nwe haven't seen a payment of our invoice {number}. The reminder is attached as a PDF. If \
                 you have paid already, please disregard this letter."
            ),
        ),
    };
    let file = pdf::file_name(&document);
    let bytes = app.typeset(move |engine| engine.reminder_pdf(&document)).await?;
    Ok(Content {
        language,
        subject,
        text_intro,
        facts,
        link: None,
        before_link: None,
        from_name: seller.name,
        reply_to: seller.email,
        copies,
        attachment: Some((file, bytes)),
    })
}

/// What a payer needs without opening the file.
fn facts(document: &ReminderDocument) -> Vec<(String, String)> {
    let lang = document.body.language;
    let label = |swedish: &str, english: &str| {
        let word = if lang == set::Language::Swedish {
            swedish
        } else {
            english
        };
        word.to_owned()
    };
    let seller = &document.body.seller;
    let mut facts = vec![
        (label("Att betala", "To pay"), lang.money(document.asked_ore())),
        (label("Betala senast", "Pay by"), lang.date(document.issued.due_on)),
        (
            label("OCR-nummer", "Payment reference (OCR)"),
            document.issued.ocr.clone(),
        ),
    ];
    for (name, account) in [
        ("Bankgiro", &seller.bankgiro),
        ("Plusgiro", &seller.plusgiro),
        ("Swish", &seller.swish),
    ] {
        if !account.is_empty() {
            facts.push((name.to_owned(), account.clone()));
        }
    }
    facts
}
