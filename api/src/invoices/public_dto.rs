//! What an invoice looks like to the customer who holds its link.

use crate::{
    customers::dto::Language,
    lines::{Line, Totals},
    offers::public_dto::PublicCompany,
};
use chrono::NaiveDate;
use kontoret_core::{deduction::DeductionKind, invoice::Kind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What is to be done with an invoice today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PublicInvoiceState {
    /// To pay.
    ToPay,
    /// To pay, and the last day to pay has passed.
    Overdue,
    /// Nothing is left to pay.
    Settled,
}

/// How to pay what is left.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicPayment {
    /// Left to pay, in öre.
    pub remaining_ore: i64,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// The payment reference.
    pub ocr: String,
    /// Bankgiro number, or empty.
    pub bankgiro: String,
    /// Plusgiro number, or empty.
    pub plusgiro: String,
    /// Swish number, or empty.
    pub swish: String,
    /// IBAN, or empty.
    pub iban: String,
    /// BIC, or empty.
    pub bic: String,
    /// The code for a bank's app, as a `data:` URL of an image.
    pub bank_qr: Option<String>,
    /// The code for Swish, as a `data:` URL of an image.
    pub swish_qr: Option<String>,
}

/// A tax deduction that was taken off an invoice, or that a credit note takes back: then it is below zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicDeduction {
    /// Which one.
    pub kind: DeductionKind,
    /// What the tax agency pays instead of the customer, in öre.
    pub deducted_ore: i64,
    /// Who has it.
    pub buyers: Vec<PublicDeductionBuyer>,
}

/// A person and their part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicDeductionBuyer {
    /// Name.
    pub name: String,
    /// Of several installations of green technology the one that it is for, in the invoice's language; else empty.
    pub installation: String,
    /// The number without its last four digits; empty when it is erased.
    pub identity_number: String,
    /// Share, in hundredths of a percent.
    pub share_bp: i64,
    /// Their part, in öre.
    pub deducted_ore: i64,
}

/// An invoice, as it was issued, and what is left of it today.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicInvoice {
    /// The invoice number.
    pub number: String,
    /// What sort of document.
    pub kind: Kind,
    /// What it is about.
    pub title: String,
    /// Who bills.
    pub company: PublicCompany,
    /// Whom.
    pub customer_name: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// What is to be done with it today.
    pub state: PublicInvoiceState,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// The lines.
    pub lines: Vec<Line>,
    /// The sums.
    pub totals: Totals,
    /// The tax deduction; null: none.
    pub deduction: Option<PublicDeduction>,
    /// How to pay what is left; null when nothing is.
    pub payment: Option<PublicPayment>,
    /// Of the texts.
    pub language: Language,
}

/// Where the customer sees an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceLink {
    /// The address; null before the invoice was sent, and when the address has expired.
    pub url: Option<String>,
}

/// The secret of the link.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PublicInvoicePath {
    /// What stands after `#` in the link.
    pub token: String,
}

/// A question about an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvoiceQuestion {
    /// Who asks.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Where the answer goes: a mail address.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
    /// The question.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub question: String,
}
