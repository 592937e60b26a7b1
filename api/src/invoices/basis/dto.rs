//! What does the invoice basis look like on the wire?

use crate::{
    invoices::dto::InvoiceItem,
    orders::dto::{InstalmentKind, WorkBilling},
};
use chrono::NaiveDate;
use kontoret_core::{order, totals::LineKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A line of an order that no invoice has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BasisLine {
    /// Id.
    pub id: Uuid,
    /// What sort of thing.
    pub kind: LineKind,
    /// What it is.
    pub description: String,
    /// How much, in thousandths of the unit.
    pub quantity_milli: i64,
    /// Of what.
    pub unit: String,
    /// The line's amount in öre, as the order's prices are meant.
    pub amount_ore: i64,
}

/// Approved time of an order that no invoice has, of one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BasisTime {
    /// The entries.
    pub time_entry_ids: Vec<Uuid>,
    /// What was done; or empty.
    pub activity: String,
    /// How long.
    pub minutes: i64,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// At the order's hourly price, in öre.
    pub amount_ore: i64,
}

/// An instalment of an order that no invoice has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BasisInstalment {
    /// Id.
    pub id: Uuid,
    /// Before the work, or as it goes on.
    pub kind: InstalmentKind,
    /// What it is for.
    pub description: String,
    /// How much, in öre without VAT.
    pub net_ore: i64,
    /// From which day.
    pub ready_on: Option<NaiveDate>,
}

/// An order with something to invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BasisOrder {
    /// The order.
    pub order_id: Uuid,
    /// Its number.
    pub order_number: i64,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub status: order::Status,
    /// Who pays.
    pub customer_id: Uuid,
    /// Their name.
    pub customer_name: String,
    /// How work is charged.
    pub work_billing: WorkBilling,
    /// Prices hold VAT.
    pub prices_include_vat: bool,
    /// Lines: of a completed order, all that are charged.
    pub lines: Vec<BasisLine>,
    /// Approved time, where time is charged.
    pub time: Vec<BasisTime>,
    /// Instalments whose day has come.
    pub instalments: Vec<BasisInstalment>,
    /// All of it in öre, as the order's prices are meant, before its discount.
    pub amount_ore: i64,
}

/// What of the invoice basis.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListInvoiceBasis {
    /// At most so many orders, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Of this customer.
    pub customer_id: Option<Uuid>,
    /// Of this order.
    pub order_id: Option<Uuid>,
    /// Also what isn't ready yet: lines of orders that aren't completed, instalments without a day or before it.
    pub all: Option<bool>,
}

/// What to invoice of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BasisPick {
    /// The order.
    pub order_id: Uuid,
    /// These of its lines.
    #[validate(length(max = 500))]
    #[schema(max_items = 500)]
    pub line_ids: Vec<Uuid>,
    /// This approved time of it.
    #[validate(length(max = 5000))]
    #[schema(max_items = 5000)]
    pub time_entry_ids: Vec<Uuid>,
    /// These of its instalments: each becomes an invoice of its own.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub instalment_ids: Vec<Uuid>,
}

/// How orders are put on invoices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BasisGrouping {
    /// An invoice per order.
    #[default]
    Order,
    /// A collective invoice per customer; orders whose prices are meant differently go on invoices of their own.
    Customer,
}

/// What to make invoices of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvoicesFromBasis {
    /// What is picked; each order once.
    #[validate(length(min = 1, max = 200), nested)]
    #[schema(min_items = 1, max_items = 200)]
    pub picks: Vec<BasisPick>,
    /// How the orders are put on invoices.
    pub grouping: BasisGrouping,
}

/// The drafts that were made.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoicesMade {
    /// The drafts, in the order in which what they hold was picked.
    pub items: Vec<InvoiceItem>,
}
