//! What orders look like on the wire.

use crate::{
    customers::dto::WorkSite,
    lines::{LineInput, Totals},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    deduction::{AskedDeduction, WorkType},
    invoice, order,
    totals::LineKind,
    vat::VatCode,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// How work is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkBilling {
    /// By the order's lines.
    AsAgreed,
    /// By approved time at the hourly price.
    AsReported,
}

impl WorkBilling {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            WorkBilling::AsAgreed => "as_agreed",
            WorkBilling::AsReported => "as_reported",
        }
    }
}

impl FromStr for WorkBilling {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "as_agreed" => Ok(WorkBilling::AsAgreed),
            "as_reported" => Ok(WorkBilling::AsReported),
            _ => Err(()),
        }
    }
}

/// A line of an order as it is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OrderLineInput {
    /// The line that this is the new content of; null for a new line.
    pub id: Option<Uuid>,
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
    /// Price of one unit in öre, with or without VAT as the order says; negative for a deduction.
    #[validate(range(min = -100_000_000_000i64, max = 100_000_000_000i64))]
    #[schema(minimum = -100_000_000_000i64, maximum = 100_000_000_000i64)]
    pub unit_price_ore: i64,
    /// Discount on the line, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
}

impl OrderLineInput {
    /// As a line of any document.
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

impl From<LineInput> for OrderLineInput {
    fn from(l: LineInput) -> Self {
        Self {
            id: None,
            article_id: l.article_id,
            kind: l.kind,
            work_type: l.work_type,
            description: l.description,
            quantity_milli: l.quantity_milli,
            unit: l.unit,
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat,
        }
    }
}

/// An order to create, or the new content of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OrderInput {
    /// For whom.
    pub customer_id: Uuid,
    /// Where, among the customer's work sites.
    pub work_site_id: Option<Uuid>,
    /// What, in a few words.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub title: String,
    /// What is to be done.
    #[validate(length(max = 8000))]
    #[schema(max_length = 8000)]
    pub description: String,
    /// The customer's reference.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub their_reference: String,
    /// The customer's own number of the order; null or absent: the one that its bills usually carry.
    #[serde(default)]
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub buyer_order_number: Option<String>,
    /// First day of work.
    pub planned_start_on: Option<NaiveDate>,
    /// Last day of work.
    pub planned_end_on: Option<NaiveDate>,
    /// How work is charged.
    pub work_billing: WorkBilling,
    /// Price of an hour of reported time in öre, with or without VAT as the order says.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub hourly_price_ore: i64,
    /// VAT on reported time.
    pub hourly_vat: VatCode,
    /// The kind of work of reported time that a tax deduction is asked for; null: none.
    #[serde(default)]
    pub hourly_work_type: Option<WorkType>,
    /// Which tax deduction is asked for; absent: none.
    #[serde(default)]
    pub deduction: AskedDeduction,
    /// Prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// Round the sum to whole kronor.
    pub round_to_krona: bool,
    /// The lines, in order.
    #[validate(length(max = 500), nested)]
    #[schema(max_items = 500)]
    pub lines: Vec<OrderLineInput>,
    /// Who is to do the work: memberships.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub assigned: Vec<Uuid>,
}

/// Which offer to make an order of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OrderFromOffer {
    /// An accepted offer.
    pub offer_id: Uuid,
}

/// What can be done to an order now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderOption {
    /// Change it.
    Replace,
    /// Begin the work.
    Start,
    /// The work is done.
    Complete,
    /// Call it off.
    Cancel,
    /// Make an invoice of what remains.
    Invoice,
    /// Ask for a part of what is left, or agree on instalments.
    InvoicePart,
    /// Report time on it.
    ReportTime,
}

/// A line of an order. Without permission to see prices they are null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderLine {
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
    pub unit_price_ore: Option<i64>,
    /// Discount, in hundredths of a percent.
    pub discount_bp: Option<i32>,
    /// VAT.
    pub vat: Option<VatCode>,
    /// The line's amount in öre, after its discount.
    pub amount_ore: Option<i64>,
    /// The invoice that has it.
    pub invoice_id: Option<Uuid>,
}

/// Somebody who is to do the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderAssignee {
    /// The membership.
    pub membership_id: Uuid,
    /// Name.
    pub name: String,
    /// Initials.
    pub initials: String,
}

/// An invoice of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderInvoice {
    /// Id.
    pub id: Uuid,
    /// The invoice number; null on a draft.
    pub number: Option<String>,
    /// Where it stands.
    pub status: invoice::Status,
    /// What sort of document.
    pub kind: invoice::Kind,
    /// To pay, in öre.
    pub total_ore: i64,
    /// What of its net belongs to this order, in öre.
    pub net_ore: i64,
}

/// A sum of an order that was agreed to be invoiced on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderInstalment {
    /// Id.
    pub id: Uuid,
    /// Before the work, or as it goes on.
    pub kind: InstalmentKind,
    /// What it is for.
    pub description: String,
    /// How much, in öre without VAT.
    pub net_ore: i64,
    /// From which day it can be invoiced; null: when somebody picks it.
    pub ready_on: Option<NaiveDate>,
    /// The invoice that has it.
    pub invoice_id: Option<Uuid>,
}

/// When an instalment is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstalmentKind {
    /// Before the work.
    Prepayment,
    /// As the work goes on.
    Part,
}

impl InstalmentKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            InstalmentKind::Prepayment => "prepayment",
            InstalmentKind::Part => "part",
        }
    }

    /// The kind of invoice that asks for it.
    #[must_use]
    pub fn invoice(self) -> invoice::Kind {
        match self {
            InstalmentKind::Prepayment => invoice::Kind::Prepayment,
            InstalmentKind::Part => invoice::Kind::Part,
        }
    }
}

impl FromStr for InstalmentKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "prepayment" => Ok(InstalmentKind::Prepayment),
            "part" => Ok(InstalmentKind::Part),
            _ => Err(()),
        }
    }
}

/// An instalment to agree on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InstalmentInput {
    /// The one that this is the new content of; null for a new one.
    pub id: Option<Uuid>,
    /// Before the work, or as it goes on.
    pub kind: InstalmentKind,
    /// What it is for.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub description: String,
    /// How much, in öre without VAT.
    #[validate(range(min = 1, max = 10_000_000_000_000i64))]
    #[schema(minimum = 1, maximum = 10_000_000_000_000i64)]
    pub net_ore: i64,
    /// From which day it can be invoiced; null: when somebody picks it.
    pub ready_on: Option<NaiveDate>,
}

/// The instalments of an order, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InstalmentsInput {
    /// All of them; those that are on an invoice stay as they are.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    pub instalments: Vec<InstalmentInput>,
}

/// What of an order is agreed, invoiced and left, in öre without VAT. Agreed = invoiced + left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderEconomy {
    /// Agreed, or invoiced beyond that; where time is charged as reported, what is approved counts.
    pub agreed_ore: i64,
    /// Invoiced less what was credited, drafts included.
    pub invoiced_ore: i64,
    /// Left to invoice; never below zero.
    pub left_ore: i64,
    /// Of the instalments, what no invoice has.
    pub planned_ore: i64,
}

/// An order. Without permission to see prices, amounts, discounts, totals and invoices are null.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Order {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The order number.
    pub number: i64,
    /// Where it stands.
    pub status: order::Status,
    /// The offer it was made from.
    pub offer_id: Option<Uuid>,
    /// For whom.
    pub customer_id: Uuid,
    /// The customer's name.
    pub customer_name: String,
    /// The customer's phone, or empty.
    pub customer_phone: String,
    /// Where.
    pub work_site: Option<WorkSite>,
    /// Where.
    pub work_site_id: Option<Uuid>,
    /// What, in a few words.
    pub title: String,
    /// What is to be done.
    pub description: String,
    /// The customer's reference.
    pub their_reference: String,
    /// The customer's own number of the order; or empty.
    pub buyer_order_number: String,
    /// First day of work.
    pub planned_start_on: Option<NaiveDate>,
    /// Last day of work.
    pub planned_end_on: Option<NaiveDate>,
    /// How work is charged.
    pub work_billing: WorkBilling,
    /// Price of an hour of reported time, in öre.
    pub hourly_price_ore: Option<i64>,
    /// VAT on reported time.
    pub hourly_vat: VatCode,
    /// The kind of work of reported time that a tax deduction is asked for; null: none.
    pub hourly_work_type: Option<WorkType>,
    /// Which tax deduction is asked for.
    pub deduction: AskedDeduction,
    /// Prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    pub discount_bp: Option<i32>,
    /// Round the sum to whole kronor.
    pub round_to_krona: bool,
    /// The lines, in order.
    pub lines: Vec<OrderLine>,
    /// Who is to do the work.
    pub assigned: Vec<OrderAssignee>,
    /// The sums of the lines.
    pub totals: Option<Totals>,
    /// All time that was reported.
    pub reported_minutes: i64,
    /// Of that, approved.
    pub approved_minutes: i64,
    /// Of that, billable and on no invoice.
    pub uninvoiced_minutes: i64,
    /// The invoices, oldest first.
    pub invoices: Option<Vec<OrderInvoice>>,
    /// The instalments, in order.
    pub instalments: Option<Vec<OrderInstalment>>,
    /// What is agreed, invoiced and left.
    pub economy: Option<OrderEconomy>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// What can be done now.
    pub actions: Vec<OrderOption>,
}

/// An order in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderItem {
    /// Id.
    pub id: Uuid,
    /// The order number.
    pub number: i64,
    /// What, in a few words.
    pub title: String,
    /// For whom.
    pub customer_id: Uuid,
    /// The customer's name.
    pub customer_name: String,
    /// Where it stands.
    pub status: order::Status,
    /// Where the work is done.
    pub city: String,
    /// First day of work.
    pub planned_start_on: Option<NaiveDate>,
    /// The sum of the lines in öre; null without permission to see prices.
    pub total_ore: Option<i64>,
}

/// How orders are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OrderSort {
    /// Newest number first.
    #[default]
    #[serde(rename = "-number")]
    NumberDescending,
    /// Oldest number first.
    #[serde(rename = "number")]
    Number,
    /// By first day of work, those without last.
    #[serde(rename = "planned_on")]
    PlannedOn,
}

/// Which orders.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListOrders {
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
    pub sort: OrderSort,
    /// Words of number, title, customer or city.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// With this status.
    pub status: Option<order::Status>,
    /// Of this customer.
    pub customer_id: Option<Uuid>,
    /// Those still to be worked on (`true`), or the others (`false`).
    pub open: Option<bool>,
    /// Those of which something can be invoiced now (`true`), or the others (`false`).
    pub to_invoice: Option<bool>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// An order in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OrderPath {
    /// The order.
    pub order_id: Uuid,
}
