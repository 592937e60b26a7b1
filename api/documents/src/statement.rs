//! What does a statement of account carry? Its input and its page: a period of a customer's account, day by day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::{Job, Template};
use crate::parts::{Amount, Field, Fields};
use crate::view::{Common, Own};
use crate::{Body, DocumentError, Language};

/// A statement of account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementDocument {
    /// The part that all documents share; without lines.
    pub body: Body,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// The day that it was made.
    pub made_on: NaiveDate,
    /// What was owed when it begins, in öre; below zero: what the customer had to their credit.
    pub opening_ore: i64,
    /// What happened, in order.
    pub events: Vec<StatementEvent>,
    /// What was invoiced, in öre.
    pub invoiced_ore: i64,
    /// What was charged as interest and fees, in öre.
    pub interest_ore: i64,
    /// What was credited, in öre; below zero.
    pub credited_ore: i64,
    /// What was taken off as tax deductions, in öre; below zero.
    pub deducted_ore: i64,
    /// What was paid, in öre; below zero.
    pub paid_ore: i64,
    /// What was written off, in öre; below zero.
    pub written_off_ore: i64,
    /// What was owed when it ends, in öre.
    pub closing_ore: i64,
}

/// Something that changed what was owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementEvent {
    /// On which day.
    pub on: NaiveDate,
    /// What it was.
    pub kind: StatementEventKind,
    /// The number of the invoice, or what was written of a payment; may be empty.
    pub reference: String,
    /// An invoice's last day to pay.
    pub due_on: Option<NaiveDate>,
    /// By how much, in öre.
    pub amount_ore: i64,
    /// What was owed after it, in öre.
    pub balance_ore: i64,
}

/// What changed what was owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementEventKind {
    /// An invoice.
    Invoice,
    /// An invoice of interest and fees.
    Interest,
    /// A credit note.
    CreditNote,
    /// A tax deduction was taken off, or taken back.
    Deduction,
    /// Money came in.
    Payment,
    /// Money was paid back.
    Refund,
    /// A payment was taken out again.
    PaymentRemoved,
    /// A part of an invoice was given up.
    WriteOff,
    /// It was taken up again.
    WriteOffReversed,
}

/// A row of the page.
#[derive(Debug, Serialize)]
struct Row {
    on: String,
    what: String,
    more: String,
    amount: String,
    balance: String,
    strong: bool,
}

impl StatementDocument {
    /// The typesetting job of this statement.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let view = common.view(Own {
            kind: common.labels.statement,
            number: None,
            draft: false,
            meta: self.meta(common),
            totals: self.totals(common),
            notes: Vec::new(),
            extra: Some(self.rows(common)),
        })?;
        Job::new(Template::Statement, &view, &self.body, Vec::new())
    }

    fn meta(&self, common: &Common<'_>) -> Vec<Field> {
        let (t, lang) = (common.labels, common.language);
        let mut fields = Fields::new(common);
        let period = format!("{} – {}", lang.date(self.from_on), lang.date(self.to_on));
        fields.strong(t.period, &period);
        fields.plain(t.made_on, &lang.date(self.made_on));
        fields.into_vec()
    }

    fn totals(&self, common: &Common<'_>) -> Vec<Amount> {
        let (t, lang) = (common.labels, common.language);
        let mut rows = vec![Amount::plain(t.opening_balance, lang.amount(self.opening_ore))];
        for (label, ore) in [
            (t.invoiced, self.invoiced_ore),
            (t.interest_and_fees, self.interest_ore),
            (t.credit_notes, self.credited_ore),
            (t.deductions, self.deducted_ore),
            (t.payments, self.paid_ore),
            (t.written_off, self.written_off_ore),
        ] {
            if ore != 0 {
                rows.push(Amount::plain(label, lang.amount(ore)));
            }
        }
        rows.push(Amount::grand(t.closing_balance, lang.money(self.closing_ore)));
        rows
    }

    fn rows(&self, common: &Common<'_>) -> Vec<Row> {
        let (t, lang) = (common.labels, common.language);
        let balance = |on, what: &str, ore| Row {
            on: lang.date(on),
            what: what.to_owned(),
            more: String::new(),
            amount: String::new(),
            balance: lang.amount(ore),
            strong: true,
        };
        let event = |e: &StatementEvent| Row {
            on: lang.date(e.on),
            what: words(lang, e.kind, &common.line(&e.reference)),
            more: e
                .due_on
                .map(|due| format!("{} {}", t.due_on, lang.date(due)))
                .unwrap_or_default(),
            amount: lang.amount(e.amount_ore),
            balance: lang.amount(e.balance_ore),
            strong: false,
        };
        let mut rows = vec![balance(self.from_on, t.opening_balance, self.opening_ore)];
        rows.extend(self.events.iter().map(event));
        rows.push(balance(self.to_on, t.closing_balance, self.closing_ore));
        rows
    }
}

fn words(lang: Language, kind: StatementEventKind, reference: &str) -> String {
    use StatementEventKind as K;
    let (swedish, english) = match kind {
        K::Invoice => ("Faktura", "Invoice"),
        K::Interest => ("Ränta och avgifter, faktura", "Interest and fees, invoice"),
        K::CreditNote => ("Kreditfaktura", "Credit note"),
        K::Deduction => ("Skattereduktion, faktura", "Tax deduction, invoice"),
        K::Payment => ("Betalning", "Payment"),
        K::Refund => ("Återbetalning", "Refund"),
        K::PaymentRemoved => ("Rättad betalning", "Payment corrected"),
        K::WriteOff => ("Avskrivet, faktura", "Written off, invoice"),
        K::WriteOffReversed => ("Återtagen avskrivning, faktura", "Write-off reversed, invoice"),
    };
    let word = match lang {
        Language::Swedish => swedish,
        Language::English => english,
    };
    format!("{word} {reference}").trim_end().to_owned()
}
