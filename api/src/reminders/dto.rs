//! What reminders look like on the wire.

use crate::jobs::mail::MailState;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Riksbanken's reference rate for a half-year, as interest on late payment is counted from it (9 § räntelagen).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReferenceRate {
    /// The first day of the half-year.
    pub starts_on: NaiveDate,
    /// For `If-Match`; 0: the company hasn't written it.
    pub version: i32,
    /// In hundredths of a percent.
    pub rate_bp: i32,
    /// Whether it was held against Riksbanken's own figure: by the service, or by whoever wrote it.
    pub checked: bool,
}

/// All reference rates.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReferenceRates {
    /// Newest first.
    pub items: Vec<ReferenceRate>,
    /// What the law adds, in hundredths of a percent (6 § räntelagen).
    pub addition_bp: i32,
}

/// A reference rate that was held against Riksbanken's own figure.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRateInput {
    /// In hundredths of a percent, in whole halves of a percent.
    #[validate(range(min = -1000, max = 3000))]
    #[schema(minimum = -1000, maximum = 3000)]
    pub rate_bp: i32,
}

/// A half-year in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReferenceRatePath {
    /// Its first day: 1 January or 1 July.
    pub starts_on: NaiveDate,
}

/// When a reminder goes out, and whether it costs something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReminderStep {
    /// So many days after the last day to pay.
    #[validate(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub after_days: u16,
    /// Whether the fee is asked for, where it was agreed.
    pub fee: bool,
}

/// When and at what cost the company reminds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReminderSettingsInput {
    /// The steps, each later than the one before.
    #[validate(length(min = 1, max = 5), nested)]
    #[schema(min_items = 1, max_items = 5)]
    pub steps: Vec<ReminderStep>,
    /// Days to pay that a reminder gives.
    #[validate(range(min = 5, max = 30))]
    #[schema(minimum = 5, maximum = 30)]
    pub days_to_pay: u16,
    /// The reminder fee in öre; 60 kr at most (lag 1981:739 4 §).
    #[validate(range(min = 0, max = 6000))]
    #[schema(minimum = 0, maximum = 6000)]
    pub fee_ore: i64,
    /// Since when the company's terms name the fee: invoices from that day on can carry it. Null: they don't, so no fee
    /// is asked for (lag 1981:739 2 §).
    pub fee_agreed_since: Option<NaiveDate>,
    /// Ask businesses for 450 kr compensation for delay, instead of the fee (lag 1981:739 4 a §).
    pub asks_compensation: bool,
    /// Ask for the interest so far in the reminder; else it is told and charged by an interest invoice.
    pub asks_interest: bool,
}

/// When and at what cost the company reminds.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReminderSettings {
    /// For `If-Match`; 0: nobody has chosen anything.
    pub version: i32,
    /// The steps.
    pub steps: Vec<ReminderStep>,
    /// Days to pay that a reminder gives.
    pub days_to_pay: u16,
    /// The reminder fee in öre.
    pub fee_ore: i64,
    /// Since when the company's terms name the fee.
    pub fee_agreed_since: Option<NaiveDate>,
    /// Ask businesses for compensation.
    pub asks_compensation: bool,
    /// Ask for the interest so far.
    pub asks_interest: bool,
}

/// How and with what words a customer is reminded.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RemindInvoice {
    /// Where the letter goes; empty: it is printed.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub recipient: String,
    /// Own words in the mail; or empty.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub message: String,
    /// Ask for neither fee nor compensation this time.
    pub waive_costs: bool,
}

/// Stop reminding of an invoice, or begin again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StopReminders {
    /// Whether it shall be stopped.
    pub stopped: bool,
    /// Why; or empty.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub reason: String,
}

/// Whether an invoice is reminded of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReminderStop {
    /// The invoice.
    pub invoice_id: Uuid,
    /// The invoice's version.
    pub version: i32,
    /// Whether it is stopped.
    pub stopped: bool,
    /// Why; or empty.
    pub reason: String,
}

/// A reminder that went out, or would.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reminder {
    /// Id.
    pub id: Uuid,
    /// The invoice.
    pub invoice_id: Uuid,
    /// Its number.
    pub invoice_number: Option<String>,
    /// Its version now.
    pub invoice_version: i32,
    /// The customer.
    pub customer_id: Uuid,
    /// The customer's name on the invoice.
    pub customer_name: String,
    /// Which reminder of the invoice it is; the first is 1.
    pub step: i32,
    /// The day of it.
    pub reminded_on: NaiveDate,
    /// The day to pay on that it gives.
    pub due_on: NaiveDate,
    /// What was left of the invoice, in öre.
    pub open_ore: i64,
    /// The fee of this reminder, in öre.
    pub fee_ore: i64,
    /// The compensation for delay that it asks for first, in öre.
    pub compensation_ore: i64,
    /// The interest so far, in öre.
    pub interest_ore: i64,
    /// What it asks for in all, in öre; with what earlier ones asked for.
    pub asked_ore: i64,
    /// The letter; null when it is printed.
    pub mail: Option<MailState>,
}

/// Why an invoice isn't reminded of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderHold {
    /// Its next step, or the day that the last reminder gave, hasn't come.
    Waiting,
    /// All steps were taken: an interest invoice, a debt collector or a write-off is next.
    LastStepTaken,
    /// Reminding of it was stopped.
    Stopped,
    /// It was handed to a debt collector.
    HandedOver,
    /// The customer isn't reminded.
    CustomerBlocked,
}

/// A late invoice, as whoever reminds sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LateInvoice {
    /// The invoice.
    pub invoice_id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Its number.
    pub number: Option<String>,
    /// The customer.
    pub customer_id: Uuid,
    /// The customer's name on the invoice.
    pub customer_name: String,
    /// Where the letter would go; or empty.
    pub recipient: String,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// Days since.
    pub days_late: i64,
    /// What is left, in öre.
    pub open_ore: i64,
    /// The interest so far that no interest invoice has charged, in öre.
    pub interest_ore: i64,
    /// Whether every reference rate in it was checked.
    pub rates_checked: bool,
    /// How many reminders were sent.
    pub reminders: i32,
    /// The day of the last one.
    pub last_reminded_on: Option<NaiveDate>,
    /// Which reminder the next one is; the first is 1.
    pub next_step: i32,
    /// From which day on.
    pub next_from: Option<NaiveDate>,
    /// The fee that it would ask for, in öre.
    pub fee_ore: i64,
    /// The compensation that it would ask for, in öre.
    pub compensation_ore: i64,
    /// Why it isn't due to be sent; null: it is.
    pub hold: Option<ReminderHold>,
    /// The reason that was written for a stop or block; or empty.
    pub hold_reason: String,
}

/// Which late invoices.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListLateInvoices {
    /// This one alone.
    pub invoice_id: Option<Uuid>,
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Of this customer.
    pub customer_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// Which reminders.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListReminders {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Of this invoice.
    pub invoice_id: Option<Uuid>,
    /// To this customer.
    pub customer_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// A reminder in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReminderPath {
    /// The reminder.
    pub reminder_id: Uuid,
}

/// Late invoices of one customer whose interest and costs are to be charged.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InterestInvoice {
    /// The invoices; they may be paid by now.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub invoice_ids: Vec<Uuid>,
}

/// Invoices to hand to a debt collector.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The invoices.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    pub invoice_ids: Vec<Uuid>,
}

/// The file for a debt collector.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOverFile {
    /// What it is to be called.
    pub file_name: String,
    /// CSV in UTF-8 with a byte order mark: semicolons, a first row of names, days as 2026-11-20, amounts in kronor with a
    /// comma. The columns: `fakturanummer`, `fakturadatum`, `forfallodatum`, `ocr`; `kundnummer`, `kundtyp` (`privat` or
    /// `foretag`), `namn`, `person_eller_orgnr`, `adress`, `postnummer`, `ort`, `land`, `epost`, `telefon`;
    /// `fakturabelopp`, `kvar_att_betala`, `paminnelseavgifter` and `forseningsersattning` (asked for and not invoiced),
    /// `ranta_till_idag` (not invoiced), `referensranta_plus_procent` (what is added to the reference rate from here on);
    /// `antal_paminnelser`, `senaste_paminnelse`.
    pub content: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}
