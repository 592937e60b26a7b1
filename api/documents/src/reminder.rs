//! What does a reminder carry? The reminder's input and its page, which is the invoice's without lines.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::{Job, Template};
use crate::invoice::Payment;
use crate::parts::{Amount, Field, Fields};
use crate::view::{Common, Own};
use crate::{Body, DocumentError, Issued, Language};

/// A reminder of an invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReminderDocument {
    /// The part that all documents share; without lines.
    pub body: Body,
    /// The invoice: its number, its day, the reminder's last day to pay, the codes for what is asked.
    pub issued: Issued,
    /// Which reminder of the invoice this is; the first is 1.
    pub step: u32,
    /// The day of the reminder.
    pub reminded_on: NaiveDate,
    /// The invoice's own last day to pay.
    pub first_due_on: NaiveDate,
    /// What the invoice was on, in öre.
    pub total_ore: i64,
    /// What of it was taken off as a tax deduction, in öre.
    #[serde(default)]
    pub deducted_ore: i64,
    /// What is left of it, in öre.
    pub open_ore: i64,
    /// The reminder fee (lag 1981:739 4 §), in öre.
    pub fee_ore: i64,
    /// The compensation for delay (lag 1981:739 4 a §), in öre.
    pub compensation_ore: i64,
    /// The interest so far (räntelagen 6 §), in öre.
    pub interest_ore: i64,
    /// Whether the interest so far is asked for here; else it is only told.
    pub asks_interest: bool,
    /// How the interest so far came about.
    pub interest: Vec<InterestRow>,
}

/// Interest of a run of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestRow {
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// Days.
    pub days: i64,
    /// Open on these days, in öre.
    pub open_ore: i64,
    /// A year's interest in basis points.
    pub rate_bp: u32,
}

impl ReminderDocument {
    /// What is asked for, in öre.
    #[must_use]
    pub fn asked_ore(&self) -> i64 {
        let interest = if self.asks_interest { self.interest_ore } else { 0 };
        self.open_ore
            .saturating_add(self.fee_ore)
            .saturating_add(self.compensation_ore)
            .saturating_add(interest)
    }

    /// The typesetting job of this reminder.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let mut files = Vec::new();
        let payment = Payment::box_of(
            common,
            Some(&self.issued),
            common.labels.to_pay,
            self.asked_ore(),
            &mut files,
        )?;
        let view = common.view(Own {
            kind: common.labels.reminder,
            number: None,
            draft: false,
            meta: self.meta(common),
            totals: self.totals(common),
            notes: self.notes(common),
            extra: Some(payment),
        })?;
        Job::new(Template::Invoice, &view, &self.body, files)
    }

    fn meta(&self, common: &Common<'_>) -> Vec<Field> {
        let (t, lang, body) = (common.labels, common.language, &self.body);
        let mut fields = Fields::new(common);
        fields.plain(t.reminded_on, &lang.date(self.reminded_on));
        fields.plain(t.reminder_step, &self.step.to_string());
        fields.strong(t.pay_by, &lang.date(self.issued.due_on));
        fields.strong(t.invoice_number, &self.issued.number);
        fields.plain(t.issued_on, &lang.date(self.issued.issued_on));
        fields.plain(t.first_due_on, &lang.date(self.first_due_on));
        fields.plain(t.their_reference, &body.buyer.reference);
        fields.plain(t.our_reference, &body.our_reference);
        fields.into_vec()
    }

    fn totals(&self, common: &Common<'_>) -> Vec<Amount> {
        let (t, lang) = (common.labels, common.language);
        let settled = self
            .total_ore
            .saturating_sub(self.deducted_ore)
            .saturating_sub(self.open_ore);
        let mut rows = vec![Amount::plain(t.invoice_total, lang.amount(self.total_ore))];
        if self.deducted_ore != 0 {
            rows.push(Amount::plain(
                t.deductions,
                lang.amount(self.deducted_ore.saturating_neg()),
            ));
        }
        if settled != 0 {
            rows.push(Amount::plain(t.settled_so_far, lang.amount(settled.saturating_neg())));
            rows.push(Amount::strong(t.left_of_invoice, lang.amount(self.open_ore)));
        }
        let asked_interest = if self.asks_interest { self.interest_ore } else { 0 };
        for (label, ore) in [
            (t.reminder_fee, self.fee_ore),
            (t.delay_compensation, self.compensation_ore),
            (t.late_interest, asked_interest),
        ] {
            if ore != 0 {
                rows.push(Amount::plain(label, lang.amount(ore)));
            }
        }
        rows.push(Amount::grand(t.to_pay, lang.money(self.asked_ore())));
        rows
    }

    /// How the interest came about, and on which grounds anything beyond the invoice is asked.
    fn notes(&self, common: &Common<'_>) -> Vec<String> {
        let lang = common.language;
        let mut notes = Vec::new();
        if self.compensation_ore != 0 {
            notes.push(compensation_ground(lang).to_owned());
        }
        if self.interest.is_empty() {
            return notes;
        }
        notes.push(interest_ground(
            lang,
            &lang.money(self.interest_ore),
            self.asks_interest,
        ));
        notes.extend(self.interest.iter().map(|row| interest_row(lang, row)));
        notes
    }
}

fn compensation_ground(lang: Language) -> &'static str {
    match lang {
        Language::Swedish => "Förseningsersättning mellan näringsidkare enligt lagen (1981:739) 4 a §.",
        Language::English => {
            "Compensation for late payment between businesses under the Swedish Act (1981:739), section 4 a."
        }
    }
}

fn interest_ground(lang: Language, amount: &str, asked: bool) -> String {
    match (lang, asked) {
        (Language::Swedish, true) => format!("Dröjsmålsränta enligt räntelagen 6 § till dagens datum: {amount}."),
        (Language::Swedish, false) => {
            format!("Dröjsmålsränta enligt räntelagen 6 § är till dagens datum {amount} och tillkommer.")
        }
        (Language::English, true) => {
            format!("Interest under the Swedish Interest Act (räntelagen), section 6, until today: {amount}.")
        }
        (Language::English, false) => format!(
            "Interest under the Swedish Interest Act (räntelagen), section 6, is {amount} until today and will be added."
        ),
    }
}

fn interest_row(lang: Language, row: &InterestRow) -> String {
    let (from, to, rate) = (lang.date(row.from_on), lang.date(row.to_on), lang.percent(row.rate_bp));
    let (open, days) = (lang.money(row.open_ore), row.days);
    match lang {
        Language::Swedish => format!("{from} – {to}: {days} dagar, {rate} på {open}."),
        Language::English => format!("{from} – {to}: {days} days, {rate} on {open}."),
    }
}
