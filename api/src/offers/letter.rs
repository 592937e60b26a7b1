//! What does the letter say that brings an offer?

use super::{document, entity::offer, pdf, store};
use crate::{
    app::App,
    customers::{self, dto::Language},
    http::{Code, Problem},
    jobs::mail::Content,
    store::Scope,
};
use kontoret_core::offer::Status;
use kontoret_documents::{OfferDocument, Seller};
use uuid::Uuid;

/// The letter to the customer, with the document.
///
/// # Errors
/// [`Code::Restricted`]; [`Code::NotAllowedInStatus`] when the offer isn't out (any more).
pub async fn mail_content(app: &App, company_id: Uuid, id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (row, document, copies) = app
        .read_in(scope, async |tx| {
            let row = store::get_offer(tx, id).await?;
            if matches!(store::stored(&row.status), Status::Draft | Status::Withdrawn) {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            let document = document::load(tx, &row, store::public_url(app, &row)).await?;
            let customer = customers::get_customer(tx, row.customer_id).await?;
            customers::refuse_restricted(&customer)?;
            Ok((row, document, customers::billing::view(&customer).email_copies))
        })
        .await?;
    let seller = document.body.seller.clone();
    let link = document.accept_url.clone();
    let facts = facts(&row, &document);
    let bytes = app.typeset(move |engine| engine.offer_pdf(&document)).await?;
    Ok(Content {
        copies,
        ..content(&row, seller, facts, link, bytes)
    })
}

fn content(
    row: &offer::Model,
    seller: Seller,
    facts: Vec<(String, String)>,
    link: Option<String>,
    pdf: Vec<u8>,
) -> Content {
    let language = Language::parse(&row.language);
    let about = if row.title.is_empty() {
        String::new()
    } else {
        format!(": {}", row.title)
    };
    let (number, name) = (row.number, &row.customer_name);
    let (subject, text_intro) = match language {
        Language::Sv => (
            format!("Offert {number} från {}", seller.name),
            format!("Hej {name}!\n\nHär är vår offert {number}{about}. Den är bifogad som PDF."),
        ),
        Language::En => (
            format!("Offer {number} from {}", seller.name),
            format!("Hello {name},\n\nhere is our offer {number}{about}. It is attached as a PDF."),
        ),
    };
    Content {
        language,
        subject,
        text_intro,
        facts,
        link,
        from_name: seller.name,
        reply_to: seller.email,
        before_link: None,
        copies: Vec::new(),
        attachment: Some((pdf::file_name(row), pdf)),
    }
}

fn facts(row: &offer::Model, document: &OfferDocument) -> Vec<(String, String)> {
    let (total, until) = match Language::parse(&row.language) {
        Language::Sv => ("Summa", "Giltig till och med"),
        Language::En => ("Total", "Valid until"),
    };
    let lang = document.body.language;
    vec![
        (total.to_owned(), lang.money(row.total_ore)),
        (until.to_owned(), lang.date(row.valid_until)),
    ]
}
