//! How does a customer want its bills, and what do new documents begin with for it?

use super::{
    check::{identity, tidy_address},
    dto::{Address, CustomerKind},
    entity::customer,
};
use crate::http::{FieldCode, FieldError};
use kontoret_core::{
    identity::{PeppolId, PeppolScheme, is_email},
    vat::VatCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Where a customer gets electronic invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CustomerPeppolId {
    /// The kind of the id.
    pub scheme: PeppolScheme,
    /// Ten digits of an organisation number, or thirteen of a location number; held to the check digit.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20, example = "5560160680")]
    pub value: String,
}

/// What new documents take over beside the customer's own details, and how bills reach it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CustomerBilling {
    /// The customer's order number or cost centre that every bill must carry; or empty.
    #[serde(default)]
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub order_number: String,
    /// Where bills go, apart from where the customer is; null: the same place.
    #[serde(default)]
    #[validate(nested)]
    pub address: Option<Address>,
    /// Who gets a copy of every mailed document.
    #[serde(default)]
    #[validate(length(max = 10))]
    #[schema(max_items = 10)]
    pub email_copies: Vec<String>,
    /// The VAT of new lines, for example reverse charge; null: the company's habit. Chosen, never inferred.
    #[serde(default)]
    pub vat: Option<VatCode>,
    /// Discount on new documents, in hundredths of a percent.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// What may be unpaid at most, in öre, before the office is warned; null: no limit.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000_000_000i64))]
    #[schema(minimum = 0, maximum = 10_000_000_000_000i64)]
    pub credit_limit_ore: Option<i64>,
    /// Where it gets electronic invoices; null: nowhere.
    #[serde(default)]
    #[validate(nested)]
    pub peppol_id: Option<CustomerPeppolId>,
    /// Why no reminders go to it; empty: they do.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub reminder_block_reason: String,
}

/// Checks and tidies.
pub(super) fn tidy(kind: CustomerKind, b: &mut CustomerBilling, errors: &mut Vec<FieldError>) {
    b.order_number = b.order_number.trim().to_owned();
    b.reminder_block_reason = b.reminder_block_reason.trim().to_owned();
    b.address = b.address.take().filter(is_written);
    if let Some(address) = &mut b.address {
        tidy_address("/billing/address", address, errors);
    }
    for (i, copy) in b.email_copies.iter_mut().enumerate() {
        *copy = copy.trim().to_owned();
        if !is_email(copy) {
            errors.push(FieldError::new(
                format!("/billing/email_copies/{i}"),
                FieldCode::Invalid,
            ));
        }
    }
    if let Some(id) = &mut b.peppol_id {
        match PeppolId::new(id.scheme, &id.value) {
            // A private customer's number would be a personal identity number.
            _ if kind == CustomerKind::Private => {
                errors.push(FieldError::new("/billing/peppol_id", FieldCode::Invalid));
            }
            Ok(known) => known.value().clone_into(&mut id.value),
            Err(e) => errors.push(FieldError::new("/billing/peppol_id/value", identity(e))),
        }
    }
}

fn is_written(a: &Address) -> bool {
    [&a.street, &a.street2, &a.postal_code, &a.city]
        .iter()
        .any(|part| !part.trim().is_empty())
}

/// The new content on a row.
pub(super) fn apply(row: customer::Model, b: &CustomerBilling) -> customer::Model {
    let address = b.address.clone().unwrap_or_default();
    customer::Model {
        order_number: b.order_number.clone(),
        invoice_street: address.street,
        invoice_street2: address.street2,
        invoice_postal_code: address.postal_code,
        invoice_city: address.city,
        invoice_country: address.country,
        // No address of a mailbox holds a space.
        email_copies: b.email_copies.join(" "),
        vat: b.vat.map(|code| code.as_str().to_owned()),
        discount_bp: b.discount_bp,
        credit_limit_ore: b.credit_limit_ore,
        peppol_scheme: b.peppol_id.as_ref().map(|id| id.scheme.as_str().to_owned()),
        peppol_value: b.peppol_id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
        reminder_block_reason: b.reminder_block_reason.clone(),
        ..row
    }
}

/// What a row says.
#[must_use]
pub fn view(row: &customer::Model) -> CustomerBilling {
    let address = Address {
        street: row.invoice_street.clone(),
        street2: row.invoice_street2.clone(),
        postal_code: row.invoice_postal_code.clone(),
        city: row.invoice_city.clone(),
        country: row.invoice_country.clone(),
    };
    let scheme = row.peppol_scheme.as_ref().and_then(|word| word.parse().ok());
    CustomerBilling {
        order_number: row.order_number.clone(),
        address: Some(address).filter(is_written),
        email_copies: row.email_copies.split_whitespace().map(str::to_owned).collect(),
        vat: row.vat.as_ref().and_then(|word| word.parse().ok()),
        discount_bp: row.discount_bp,
        credit_limit_ore: row.credit_limit_ore,
        peppol_id: scheme.map(|scheme| CustomerPeppolId {
            scheme,
            value: row.peppol_value.clone(),
        }),
        reminder_block_reason: row.reminder_block_reason.clone(),
    }
}

/// The customer's own number of an order: the one given, or else the one that its bills usually carry.
#[must_use]
pub fn buyer_order_number(row: &customer::Model, given: Option<&str>) -> String {
    given.map_or(row.order_number.as_str(), str::trim).to_owned()
}

/// Where a customer's bills go.
#[must_use]
pub fn invoice_address(row: &customer::Model) -> Address {
    view(row).address.unwrap_or_else(|| Address {
        street: row.street.clone(),
        street2: row.street2.clone(),
        postal_code: row.postal_code.clone(),
        city: row.city.clone(),
        country: row.country.clone(),
    })
}
