//! What is a reminder's document set from? From the invoice's document, and from what is asked for beside it.

use super::{
    desk::{Case, Desk},
    entity::reminder,
};
use crate::{
    http::Problem,
    invoices,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    interest::{self, Interval},
    reminder::Costs,
};
use kontoret_documents as set;
use sea_orm::ColumnTrait;

/// What a reminder asks for.
pub(super) struct Asked<'a> {
    /// Which reminder it is; the first is 1.
    pub step: usize,
    pub due_on: NaiveDate,
    pub costs: Costs,
    pub intervals: &'a [Interval],
}

/// The document of a reminder that is being sent, without logo.
pub(super) async fn compose(
    tx: &WriteTx,
    desk: &Desk,
    case: &Case,
    asked: &Asked<'_>,
) -> Result<set::ReminderDocument, Problem> {
    let invoice = &case.invoice;
    let mut body = invoices::document(tx, invoice).await?.body;
    let language = body.language;
    body.logo = None;
    body.lines = Vec::new();
    body.totals = set::Totals::default();
    body.work_site = None;
    body.intro = intro(language, asked.step).to_owned();
    body.closing = String::new();
    body.created_at = tx.now();
    body.ident = format!("{} {}", invoice.id, asked.step);
    let (first_due_on, issued_on) = case.days()?;
    let before = case.costs_so_far();
    let mut document = set::ReminderDocument {
        body,
        issued: set::Issued {
            number: invoice.number.clone().unwrap_or_default(),
            issued_on,
            due_on: asked.due_on,
            ocr: invoice.ocr.clone().unwrap_or_default(),
            bank_qr: None,
            swish_qr: None,
        },
        step: u32::try_from(asked.step).map_err(Problem::internal)?,
        reminded_on: desk.today,
        first_due_on,
        total_ore: invoice.total_ore,
        deducted_ore: invoice.deducted_ore,
        open_ore: invoices::open(invoice),
        fee_ore: before.fee_ore.0 + asked.costs.fee_ore.0,
        compensation_ore: before.compensation_ore.0 + asked.costs.compensation_ore.0,
        interest_ore: interest::total(asked.intervals).0,
        asks_interest: desk.settings.asks_interest,
        interest: asked.intervals.iter().map(row).collect(),
    };
    let amount = document.asked_ore();
    invoices::put_codes(tx, &mut document.issued, amount).await?;
    Ok(document)
}

fn row(i: &Interval) -> set::InterestRow {
    set::InterestRow {
        from_on: i.from_on,
        to_on: i.to_on,
        days: i.days(),
        open_ore: i.open_ore.0,
        rate_bp: u32::try_from(i.rate_bp).unwrap_or(0),
    }
}

/// What a reminder begins with; the first is friendlier than those after it.
#[must_use]
pub fn intro(language: set::Language, step: usize) -> &'static str {
    match (language, step) {
        (set::Language::Swedish, 1) => {
            "Vi har inte sett någon betalning av fakturan nedan. Kanske har den blivit liggande? Har du redan betalat kan du \
             bortse från det här brevet."
        }
        (set::Language::Swedish, _) => {
            "Fakturan nedan är fortfarande obetald. Betala den senast den dag som anges här. Har du invändningar mot den, \
             hör av dig till oss genast."
        }
        (set::Language::English, 1) => {
            "We haven't seen a payment of the invoice below. Perhaps it was left lying? If you have paid already, please \
             disregard this letter."
        }
        (set::Language::English, _) => {
            "The invoice below is still unpaid. Please pay it by the day given here. If you object to it, let us know at once."
        }
    }
}

/// The document of a reminder that went out, with the company's logo.
pub(super) async fn load(tx: &ReadTx, row: reminder::Model) -> Result<set::ReminderDocument, Problem> {
    let mut document: set::ReminderDocument = serde_json::from_value(row.content).map_err(Problem::internal)?;
    let invoice = tx
        .find::<invoices::invoice::Entity>()
        .filter(invoices::invoice::Column::Id.eq(row.invoice_id))
        .one()
        .await?
        .ok_or_else(|| Problem::internal("a reminder without its invoice"))?;
    // The one that the invoice was issued with: it never changes.
    document.body.logo = invoices::document(tx, &invoice).await?.body.logo;
    Ok(document)
}
