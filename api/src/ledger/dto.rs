//! What the customer ledger looks like on the wire.

use crate::customers::dto::Language;
use chrono::NaiveDate;
use kontoret_core::{invoice::Kind, ledger::Age, statement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What was owed, by age, in öre. Credit notes with something left count below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LedgerSums {
    /// Whose last day to pay hadn't passed.
    pub not_due_ore: i64,
    /// 1 to 30 days late.
    pub days_30_ore: i64,
    /// 31 to 60 days late.
    pub days_60_ore: i64,
    /// 61 to 90 days late.
    pub days_90_ore: i64,
    /// More than 90 days late.
    pub older_ore: i64,
    /// Money that had come in and was on no invoice, as a positive number.
    pub unplaced_ore: i64,
    /// All of it: what the customer owed.
    pub total_ore: i64,
}

/// What a customer owed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LedgerCustomer {
    /// The customer.
    pub customer_id: Uuid,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// How many invoices had something left.
    pub open_count: i64,
    /// What was owed.
    pub sums: LedgerSums,
}

/// The customer ledger on a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CustomerLedger {
    /// The day, at its end.
    pub as_of: NaiveDate,
    /// The customers that owed or were owed something, by name.
    pub items: Vec<LedgerCustomer>,
    /// What to send as `after` for the next page; null on the last.
    pub next: Option<String>,
    /// Of all customers.
    pub totals: LedgerSums,
    /// Days sales outstanding, in tenths of a day: what was owed, in days of the last 90 days' sales; null without sales.
    pub days_outstanding_tenths: Option<i64>,
    /// Those sales, in öre.
    pub sales_ore: i64,
}

/// Which page of the ledger, on which day.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct GetCustomerLedger {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// The day; without it today.
    pub as_of: Option<NaiveDate>,
}

/// A customer in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct LedgerCustomerPath {
    /// The customer.
    pub customer_id: Uuid,
}

/// An invoice of which something was left.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LedgerItem {
    /// The invoice or credit note.
    pub invoice_id: Uuid,
    /// Its number.
    pub number: String,
    /// What sort of document.
    pub kind: Kind,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// How long that was ago.
    pub age: Age,
    /// What it was on, in öre.
    pub total_ore: i64,
    /// What was left on the day, in öre.
    pub open_ore: i64,
}

/// Which period of an account.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct GetAccountStatement {
    /// First day; without it the first one of the last day's year.
    pub from: Option<NaiveDate>,
    /// Last day; without it today.
    pub to: Option<NaiveDate>,
    /// Of the document; without it the customer's.
    #[param(inline)]
    pub language: Option<Language>,
}

/// Something that changed what a customer owed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct StatementRow {
    /// On which day.
    pub on: NaiveDate,
    /// What it was.
    pub kind: statement::Kind,
    /// The invoice or credit note; null for money.
    pub invoice_id: Option<Uuid>,
    /// The payment; null for invoices.
    pub payment_id: Option<Uuid>,
    /// The invoice's number, as printed.
    pub number: Option<String>,
    /// The invoice's last day to pay.
    pub due_on: Option<NaiveDate>,
    /// What was written of it; or empty.
    pub reference: String,
    /// By how much what was owed changed, in öre.
    pub amount_ore: i64,
    /// What was owed after it, in öre.
    pub balance_ore: i64,
}

/// What happened on a customer's account. The opening balance and the sums make the closing one; all in öre, below zero
/// what the customer had to its credit.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountStatement {
    /// The customer.
    pub customer_id: Uuid,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What was owed before the first day.
    pub opening_ore: i64,
    /// What happened, by day.
    pub rows: Vec<StatementRow>,
    /// Invoiced.
    pub invoiced_ore: i64,
    /// Charged as interest and fees.
    pub interest_ore: i64,
    /// Credited; below zero.
    pub credited_ore: i64,
    /// Paid, less what was paid back or taken out; below zero.
    pub paid_ore: i64,
    /// Written off, less what was taken up again; below zero.
    pub written_off_ore: i64,
    /// Taken off as tax deductions, less what was taken back, in öre; below zero.
    pub deducted_ore: i64,
    /// What was owed at the end of the last day.
    pub closing_ore: i64,
}
