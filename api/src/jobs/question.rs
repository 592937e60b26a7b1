//! What does the company get when a customer asks about an invoice?

use super::notice::Words;
use crate::{
    app::App,
    company::company_settings,
    customers::dto::Language,
    http::Problem,
    invoices::{invoice, public_dto::InvoiceQuestion},
    store::ReadTx,
};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The question, to the company; an answer goes to the customer who asked.
pub(super) async fn words(
    app: &App,
    tx: &ReadTx,
    invoice_id: Uuid,
    asked: &InvoiceQuestion,
) -> Result<Option<Words>, Problem> {
    let settings = tx.find::<company_settings::Entity>().one().await?;
    let invoice = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.eq(invoice_id))
        .one()
        .await?;
    let (Some(settings), Some(invoice)) = (settings, invoice) else {
        return Ok(None);
    };
    let language = Language::parse(&settings.language);
    let swedish = language == Language::Sv;
    let number = invoice.number.clone().unwrap_or_default();
    let label = |sv: &str, en: &str| (if swedish { sv } else { en }).to_owned();
    Ok(Some(Words {
        recipient: settings.email,
        reply_to: asked.email.clone(),
        language,
        subject: if swedish {
            format!("Fråga om faktura {number}")
        } else {
            format!("Question about invoice {number}")
        },
        intro: asked.question.clone(),
        facts: vec![
            (label("Från", "From"), asked.name.clone()),
            (label("Svara till", "Answer to"), asked.email.clone()),
            (label("Kund", "Customer"), invoice.customer_name),
        ],
        link: Some(format!("{}/fakturor/{}", app.config.public_url, invoice.id)),
        before_link: Some(if swedish { "Fakturan:" } else { "The invoice:" }),
    }))
}
