//! What do lists of invoices look like on the wire?

use crate::{customers::dto::Language, http::page::MAX_LIMIT};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    invoice::{Kind, Status},
    ledger::Age,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// An invoice in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceItem {
    /// Id.
    pub id: Uuid,
    /// The invoice number; null for a draft.
    pub number: Option<String>,
    /// Who pays.
    pub customer_id: Uuid,
    /// Their name on the invoice.
    pub customer_name: String,
    /// What it is about.
    pub title: String,
    /// What sort of document.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// Something remains to pay after the last day to pay.
    pub overdue: bool,
    /// Day of issue; null for a draft.
    pub issued_on: Option<NaiveDate>,
    /// Last day to pay; null for a draft.
    pub due_on: Option<NaiveDate>,
    /// Its sum, in öre.
    pub total_ore: i64,
    /// What the tax agency pays of it, in öre.
    pub deducted_ore: i64,
    /// Left to pay, in öre; of a credit note, below zero: left to pay back or use.
    pub remaining_ore: i64,
    /// When it was first sent, by whichever way; null: not yet.
    pub sent_at: Option<DateTime<Utc>>,
}

/// How invoices are sorted. A draft counts as the newest by number and date, and as the last by due date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum InvoiceSort {
    /// Newest number first.
    #[default]
    #[serde(rename = "-number")]
    NumberDescending,
    /// Oldest number first.
    #[serde(rename = "number")]
    Number,
    /// Newest day of issue first.
    #[serde(rename = "-issued_on")]
    IssuedOnDescending,
    /// Earliest last day to pay first.
    #[serde(rename = "due_on")]
    DueOn,
    /// Largest amount first.
    #[serde(rename = "-total_ore")]
    TotalDescending,
}

/// Which invoices.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListInvoices {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: InvoiceSort,
    /// Words that the invoice has: number, payment reference, customer, title.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// What sort of document.
    pub kind: Option<Kind>,
    /// Of this customer.
    pub customer_id: Option<Uuid>,
    /// Of this order.
    pub order_id: Option<Uuid>,
    /// Late ones (`true`), or the others (`false`).
    pub overdue: Option<bool>,
    /// Those on which something is left to pay (`true`), or the others (`false`).
    pub open: Option<bool>,
    /// Those that were sent by whichever way (`true`), or those that are issued and weren't (`false`).
    pub sent: Option<bool>,
    /// Open ones of this age alone.
    #[param(inline)]
    pub age: Option<Age>,
    /// Issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub issued_to: Option<NaiveDate>,
    /// Count them all too.
    pub total: Option<bool>,
}

fn swedish() -> Language {
    Language::Sv
}

/// Which invoices go into a table, and in which language it is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExportInvoices {
    /// Of the names, words and numbers.
    #[serde(default = "swedish")]
    #[param(required = false, inline)]
    pub language: Language,
    /// These alone, of those that fit: ids divided by commas, 200 at most.
    #[validate(length(max = 7400))]
    #[param(max_length = 7400)]
    pub ids: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: InvoiceSort,
    /// Words that the invoice has: number, payment reference, customer, title.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// What sort of document.
    pub kind: Option<Kind>,
    /// Of this customer.
    pub customer_id: Option<Uuid>,
    /// Of this order.
    pub order_id: Option<Uuid>,
    /// Late ones (`true`), or the others (`false`).
    pub overdue: Option<bool>,
    /// Those on which something is left to pay (`true`), or the others (`false`).
    pub open: Option<bool>,
    /// Those that were sent by whichever way (`true`), or those that are issued and weren't (`false`).
    pub sent: Option<bool>,
    /// Open ones of this age alone.
    #[param(inline)]
    pub age: Option<Age>,
    /// Issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub issued_to: Option<NaiveDate>,
}

impl ExportInvoices {
    /// The same question as a list, a page at a time.
    #[must_use]
    pub fn list(self) -> ListInvoices {
        ListInvoices {
            limit: Some(MAX_LIMIT),
            after: None,
            sort: self.sort,
            q: self.q,
            status: self.status,
            kind: self.kind,
            customer_id: self.customer_id,
            order_id: self.order_id,
            overdue: self.overdue,
            open: self.open,
            sent: self.sent,
            age: self.age,
            issued_from: self.issued_from,
            issued_to: self.issued_to,
            total: None,
        }
    }
}

/// Which invoices to print.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PrintInvoices {
    /// Their ids in the order of the pages, divided by commas, 200 at most.
    #[validate(length(min = 1, max = 7400))]
    #[param(min_length = 1, max_length = 7400)]
    pub ids: String,
}

/// Which invoices were printed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MarkPrinted {
    /// Their ids.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    pub invoice_ids: Vec<Uuid>,
}

/// The invoices that were printed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoicesPrinted {
    /// As a list shows them.
    pub items: Vec<InvoiceItem>,
}

/// Of which invoices.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InvoiceAgeingQuery {
    /// Of this customer alone.
    pub customer_id: Option<Uuid>,
}

/// Open invoices of one age.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AgeOfInvoices {
    /// How long ago their last day to pay was.
    pub age: Age,
    /// How many.
    pub count: i64,
    /// What is left to pay on them, in öre.
    pub open_ore: i64,
}

/// What is left to pay, by age.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceAgeing {
    /// Every age, youngest first.
    pub items: Vec<AgeOfInvoices>,
}
