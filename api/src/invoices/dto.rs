//! What invoices look like on the wire.

use crate::{
    customers::dto::Language,
    jobs::{e_invoice::EInvoiceState, mail::MailState},
    lines::{LineInput, MAX_LINES, Totals},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    deduction::{AskedDeduction, WorkType},
    invoice::{Action, Kind, Status},
    reminder::LateCharge,
    totals::LineKind,
    vat::VatCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

pub use super::{
    links_dto::{InvoiceOrder, InvoicePath, InvoiceReference, Settlement},
    list_dto::{AgeOfInvoices, InvoiceAgeing, InvoiceAgeingQuery, InvoiceItem, InvoiceSort, ListInvoices},
};

/// A line of an invoice as it is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvoiceLineInput {
    /// The article it was made from.
    pub article_id: Option<Uuid>,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    #[serde(default)]
    pub work_type: Option<WorkType>,
    /// What it is; may hold line breaks.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub description: String,
    /// How much, in thousandths of the unit.
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub quantity_milli: i64,
    /// Of what: tim, st, m².
    #[validate(length(max = 12))]
    #[schema(max_length = 12)]
    pub unit: String,
    /// Price of one unit in öre, with or without VAT as the invoice says; negative for a deduction.
    #[validate(range(min = -100_000_000_000i64, max = 100_000_000_000i64))]
    #[schema(minimum = -100_000_000_000i64, maximum = 100_000_000_000i64)]
    pub unit_price_ore: i64,
    /// Discount on the line, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
    /// Of work at a fixed price what it took, in thousandths of an hour; null: what is charged by the hour.
    #[serde(default)]
    #[validate(range(min = 1, max = 999_000))]
    #[schema(minimum = 1, maximum = 999_000)]
    pub actual_hours_milli: Option<i64>,
    /// The sales account that it is booked on; null: the one of its VAT code.
    #[serde(default)]
    #[validate(range(min = 3000, max = 3999))]
    #[schema(minimum = 3000, maximum = 3999)]
    pub account: Option<i32>,
    /// What it charges for late payment; null on every invoice but one of interest.
    #[serde(default)]
    pub charge: Option<LateCharge>,
    /// The order that it belongs to; null: the invoice's.
    #[serde(default)]
    pub order_id: Option<Uuid>,
    /// The line of the order that this invoices.
    pub order_line_id: Option<Uuid>,
    /// The approved time that this invoices.
    #[validate(length(max = 1000))]
    #[schema(max_items = 1000)]
    pub time_entry_ids: Vec<Uuid>,
    /// The order's instalment that this invoices.
    #[serde(default)]
    pub instalment_id: Option<Uuid>,
    /// The earlier prepayment or part that a final invoice takes off here.
    #[serde(default)]
    pub deducts_invoice_id: Option<Uuid>,
}

impl InvoiceLineInput {
    /// The part that every document's lines have.
    #[must_use]
    pub fn line(&self) -> LineInput {
        LineInput {
            article_id: self.article_id,
            kind: self.kind,
            work_type: self.work_type,
            description: self.description.clone(),
            quantity_milli: self.quantity_milli,
            unit: self.unit.clone(),
            unit_price_ore: self.unit_price_ore,
            discount_bp: self.discount_bp,
            vat: self.vat,
        }
    }
}

fn ordinary() -> Kind {
    Kind::Invoice
}

/// An invoice to begin, or the new content of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvoiceInput {
    /// What sort of document; credit notes and interest are made by operations of their own.
    #[serde(default = "ordinary")]
    pub kind: Kind,
    /// Who pays.
    pub customer_id: Uuid,
    /// The order that is invoiced.
    pub order_id: Option<Uuid>,
    /// Where the work was done.
    pub work_site_id: Option<Uuid>,
    /// What it is about, in one line; or empty.
    #[validate(length(max = 120))]
    #[schema(max_length = 120)]
    pub title: String,
    /// Printed after the totals.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: String,
    /// The customer's reference.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub their_reference: String,
    /// The company's reference.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub our_reference: String,
    /// The customer's own number of the order; null or absent: the one that its bills usually carry.
    #[serde(default)]
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub buyer_order_number: Option<String>,
    /// Why exempt lines carry no VAT, e.g. the section of the law; empty: what the company usually says.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub exemption_reason: String,
    /// Which tax deduction is asked for; absent: none.
    #[serde(default)]
    pub deduction: AskedDeduction,
    /// Of the document and its mail.
    pub language: Language,
    /// When it was supplied; null: on the day of issue. Decides the VAT rate.
    pub supplied_on: Option<NaiveDate>,
    /// Days to pay.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    pub payment_terms_days: i32,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// Round to whole kronor.
    pub round_to_krona: bool,
    /// The lines, in order.
    #[validate(length(max = "MAX_LINES"), nested)]
    #[schema(max_items = 500)]
    pub lines: Vec<InvoiceLineInput>,
}

/// What of an order to invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvoiceFromOrder {
    /// The order.
    pub order_id: Uuid,
    /// What sort of invoice; null: a final one where earlier prepayments and parts are to be taken off, else an ordinary one.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// For a prepayment or part: this share of what is agreed, in hundredths of a percent.
    #[serde(default)]
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000)]
    pub share_bp: Option<i32>,
    /// For a prepayment or part: this sum, in öre without VAT; at most what is left.
    #[serde(default)]
    #[validate(range(min = 1, max = 10_000_000_000_000i64))]
    #[schema(minimum = 1, maximum = 10_000_000_000_000i64)]
    pub net_ore: Option<i64>,
    /// These of its lines; null: all that are not invoiced.
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(max_items = 500)]
    pub line_ids: Option<Vec<Uuid>>,
    /// This approved time of it; null: all that is not invoiced.
    #[serde(default)]
    #[validate(length(max = 5000))]
    #[schema(max_items = 5000)]
    pub time_entry_ids: Option<Vec<Uuid>>,
}

/// What a customer may owe, and what it owes once a draft is issued; in öre. A warning, no hindrance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceCreditLimit {
    /// The limit.
    pub limit_ore: i64,
    /// What is left of its issued invoices, less what it has to its credit.
    pub open_ore: i64,
    /// The draft.
    pub invoice_ore: i64,
    /// Both together.
    pub owed_ore: i64,
    /// By how much that passes the limit; zero: it doesn't.
    pub over_ore: i64,
}

/// Issue it.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {
    /// How a cash invoice is paid; null for every other kind.
    #[serde(default)]
    pub paid_by: Option<PaymentMethod>,
}

/// By which way an invoice is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SendChannel {
    /// As a letter with the PDF.
    #[default]
    Mail,
    /// Through the Peppol network, to the customer's Peppol id.
    EInvoice,
}

/// To whom, by which way, and with what words.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SendInvoice {
    /// By which way; absent: by mail.
    #[serde(default)]
    pub channel: SendChannel,
    /// The mail address; empty for an e-invoice.
    #[serde(default)]
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub recipient: String,
    /// Words before the facts of a mail; or empty.
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub message: String,
}

/// How money came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// To the bankgiro.
    Bankgiro,
    /// By Swish.
    Swish,
    /// By card.
    Card,
    /// In cash.
    Cash,
    /// Some other way.
    Other,
}

impl PaymentMethod {
    const ALL: [Self; 5] = [Self::Bankgiro, Self::Swish, Self::Card, Self::Cash, Self::Other];

    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bankgiro => "bankgiro",
            Self::Swish => "swish",
            Self::Card => "card",
            Self::Cash => "cash",
            Self::Other => "other",
        }
    }

    pub(super) fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|m| m.as_str() == text)
            .unwrap_or(Self::Other)
    }
}

/// How much of a payment is for which invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PaymentPart {
    /// The invoice or credit note.
    pub invoice_id: Uuid,
    /// In öre; below zero for a credit note that was deducted, or money paid back.
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub amount_ore: i64,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Payment {
    /// Id.
    pub id: Uuid,
    /// On which day.
    pub paid_on: NaiveDate,
    /// How much, in öre.
    pub amount_ore: i64,
    /// How.
    pub method: PaymentMethod,
    /// What the payer or the bank wrote; or empty.
    pub reference: String,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceLine {
    /// Id.
    pub id: Uuid,
    /// The article it was made from.
    pub article_id: Option<Uuid>,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    pub work_type: Option<WorkType>,
    /// What it is.
    pub description: String,
    /// How much, in thousandths of the unit.
    pub quantity_milli: i64,
    /// Of what.
    pub unit: String,
    /// Price of one unit in öre.
    pub unit_price_ore: i64,
    /// Discount, in hundredths of a percent.
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
    /// The line's amount in öre, after its discount.
    pub amount_ore: i64,
    /// Of work at a fixed price what it took, in thousandths of an hour; null: what is charged by the hour.
    pub actual_hours_milli: Option<i64>,
    /// The sales account that it is booked on; null: the one of its VAT code.
    pub account: Option<i32>,
    /// What it charges for late payment.
    pub charge: Option<LateCharge>,
    /// The order that it belongs to.
    pub order_id: Option<Uuid>,
    /// The line of the order that this invoices.
    pub order_line_id: Option<Uuid>,
    /// The time that this invoices.
    pub time_entry_ids: Vec<Uuid>,
    /// The order's instalment that this invoices.
    pub instalment_id: Option<Uuid>,
    /// The earlier prepayment or part that is taken off here.
    pub deducts_invoice_id: Option<Uuid>,
    /// The line that a credit note takes back.
    pub credits_line_id: Option<Uuid>,
    /// How much of its quantity is on credit notes, drafts included.
    pub credited_milli: i64,
    /// How much of its amount is on credit notes, drafts included.
    pub credited_ore: i64,
}

/// An invoice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invoice {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// What sort of document.
    pub kind: Kind,
    /// The invoice that a credit note takes back.
    pub credits: Option<InvoiceReference>,
    /// The credit notes that take it back, drafts included; oldest first.
    pub credit_notes: Vec<InvoiceReference>,
    /// The final invoice that takes off this prepayment or part.
    pub deducted_by: Option<InvoiceReference>,
    /// The orders that it has something of, by number.
    pub orders: Vec<InvoiceOrder>,
    /// Where it stands.
    pub status: Status,
    /// Something remains to pay after the last day to pay.
    pub overdue: bool,
    /// The invoice number; null for a draft.
    pub number: Option<String>,
    /// The payment reference; null for a draft.
    pub ocr: Option<String>,
    /// Who pays.
    pub customer_id: Uuid,
    /// Their name on the invoice.
    pub customer_name: String,
    /// Their e-mail, or empty.
    pub customer_email: String,
    /// The order that is invoiced.
    pub order_id: Option<Uuid>,
    /// Its number.
    pub order_number: Option<i64>,
    /// Where the work was done.
    pub work_site_id: Option<Uuid>,
    /// What it is about.
    pub title: String,
    /// Printed after the totals.
    pub note: String,
    /// The customer's reference.
    pub their_reference: String,
    /// The company's reference.
    pub our_reference: String,
    /// The customer's own number of the order; or empty.
    pub buyer_order_number: String,
    /// Why exempt lines carry no VAT; empty: what the company usually says.
    pub exemption_reason: String,
    /// Which tax deduction is asked for.
    pub deduction: AskedDeduction,
    /// Of the document and its mail.
    pub language: Language,
    /// When it was supplied; null: on the day of issue.
    pub supplied_on: Option<NaiveDate>,
    /// Day of issue; null for a draft.
    pub issued_on: Option<NaiveDate>,
    /// Last day to pay; null for a draft.
    pub due_on: Option<NaiveDate>,
    /// Days to pay.
    pub payment_terms_days: i32,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    pub discount_bp: i32,
    /// Rounded to whole kronor.
    pub round_to_krona: bool,
    /// The lines, in order.
    pub lines: Vec<InvoiceLine>,
    /// The sums.
    pub totals: Totals,
    /// Paid so far, in öre.
    pub paid_ore: i64,
    /// Credited so far, in öre; of a credit note: used on invoices.
    pub credited_ore: i64,
    /// Written off, in öre.
    pub written_off_ore: i64,
    /// Taken off as a tax deduction, in öre: what the tax agency pays; below zero on a credit note, which takes it back.
    pub deducted_ore: i64,
    /// Left to pay, in öre; of a credit note, below zero: left to pay back or use.
    pub remaining_ore: i64,
    /// The payments, oldest first: what of each is on this invoice.
    pub payments: Vec<Payment>,
    /// Everything that changed what is left, oldest first.
    pub settlements: Vec<Settlement>,
    /// When it was first sent, by whichever way; null: not yet.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was last noted as printed and sent as a letter.
    pub printed_at: Option<DateTime<Utc>>,
    /// The letters that brought it, newest first.
    pub mails: Vec<MailState>,
    /// Its ways through the Peppol network, the newest first.
    pub e_invoices: Vec<EInvoiceState>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// What can be done now.
    pub actions: Vec<Action>,
}
