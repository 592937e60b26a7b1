//! What checks and e-invoices look like on the wire.

use crate::{http::FieldError, invoices::dto::InvoiceCreditLimit};
use kontoret_core::e_invoice::Hinder;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What hinders an invoice from being issued and from being an e-invoice, and what its issuer should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceCheck {
    /// What the law wants and isn't there, by field; empty: nothing, or it is issued.
    pub issue: Vec<FieldError>,
    /// What hinders it from being an e-invoice; empty: nothing.
    pub e_invoice: Vec<EInvoiceObstacle>,
    /// How it stands to the customer's credit limit; null: there is none, or it is issued.
    pub credit_limit: Option<InvoiceCreditLimit>,
    /// Work at a fixed price without the hours that it took: it can be issued, and not claimed before they are known. Empty:
    /// nothing lacks them, no deduction is asked for, or it is issued.
    pub without_hours: Vec<InvoiceLineWithoutHours>,
    /// The customer's Peppol id, `scheme:value`.
    pub receiver: Option<String>,
    /// E-invoices are sent from this installation; otherwise they can be downloaded.
    pub can_send: bool,
}

/// A line of work whose hours a claim of the deduction has to state (HUSFL 9 §).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvoiceLineWithoutHours {
    /// The field to fill in, as a JSON pointer: `/lines/0/actual_hours_milli`.
    pub pointer: String,
    /// What the line says.
    pub description: String,
}

/// Something that hinders an invoice from being an e-invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EInvoiceObstacle {
    /// What it is.
    pub hinder: Hinder,
    /// The field to mend, as a JSON pointer that begins with the thing: `/customer`, `/company`, or the invoice's own.
    pub pointer: String,
}

/// What goes with an invoice's UBL document.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InvoiceUblQuery {
    /// The PDF is embedded, as in what is sent.
    #[serde(default)]
    pub pdf: bool,
}
