//! How is an invoice named, and what belongs to it, on the wire?

use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{invoice::Status, settlement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// An invoice that another one names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceReference {
    /// Id.
    pub id: Uuid,
    /// The invoice number; null for a draft.
    pub number: Option<String>,
    /// Day of issue; null for a draft.
    pub issued_on: Option<NaiveDate>,
    /// Where it stands.
    pub status: Status,
    /// To pay in all, in öre; below zero on a credit note.
    pub total_ore: i64,
}

/// An order that an invoice has something of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceOrder {
    /// The order.
    pub id: Uuid,
    /// Its number.
    pub number: i64,
    /// What of the invoice's net belongs to it, in öre.
    pub net_ore: i64,
}

/// A change of what is left of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settlement {
    /// Id.
    pub id: Uuid,
    /// Why.
    pub kind: settlement::Kind,
    /// On which day.
    pub settled_on: NaiveDate,
    /// How much it takes from what is left, in öre; with the sign of the total, or the other one to take back.
    pub amount_ore: i64,
    /// The money that it is a part of.
    pub payment_id: Option<Uuid>,
    /// The invoice or credit note that it was set against.
    pub counter_invoice_id: Option<Uuid>,
    /// Its number.
    pub counter_number: Option<String>,
    /// The change that this one takes back.
    pub corrects_id: Option<Uuid>,
    /// Words on it; or empty.
    pub note: String,
    /// When it was noted.
    pub created_at: DateTime<Utc>,
}

/// An invoice in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InvoicePath {
    /// The invoice.
    pub invoice_id: Uuid,
}
