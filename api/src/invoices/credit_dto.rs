//! What does one say to take an invoice back, or to give up what is left of it?

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// How much of a line to credit: so many units, a part of its amount, or with neither what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CreditLineInput {
    /// The invoice's line.
    pub line_id: Uuid,
    /// So much of its quantity, in thousandths.
    #[serde(default)]
    #[validate(range(min = 1, max = 1_000_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    pub quantity_milli: Option<i64>,
    /// So much of its amount in öre, with or without VAT as the invoice says, with the amount's sign.
    #[serde(default)]
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub amount_ore: Option<i64>,
}

/// What of an invoice to credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CreditInvoice {
    /// These lines; null: everything that is left.
    #[serde(default)]
    #[validate(length(min = 1, max = 500), nested)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Option<Vec<CreditLineInput>>,
    /// Why; printed on the credit note. Or empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: String,
    /// Lines and time of orders that are credited whole can be invoiced again.
    pub release_work: bool,
    /// Issue it at once.
    pub issue: bool,
}

/// What to give up of what is left of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WriteOffInvoice {
    /// How much, in öre; at most what is left.
    #[validate(range(min = 1, max = 10_000_000_000_000i64))]
    #[schema(minimum = 1, maximum = 10_000_000_000_000i64)]
    pub amount_ore: i64,
    /// Why; needed for more than what the company has set as small.
    #[validate(length(max = 400))]
    #[schema(max_length = 400)]
    pub reason: String,
}

/// Why a write-off is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReverseWriteOff {
    /// Why; or empty.
    #[validate(length(max = 400))]
    #[schema(max_length = 400)]
    pub reason: String,
}

/// A change of what is left of an invoice, in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SettlementPath {
    /// The invoice.
    pub invoice_id: Uuid,
    /// The change.
    pub settlement_id: Uuid,
}
