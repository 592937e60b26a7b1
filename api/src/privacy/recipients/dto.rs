//! What recipients look like on the wire.

use chrono::NaiveDate;
use kontoret_core::{
    privacy::{Category, Purpose},
    recipient::Role,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A recipient to register, or the new content of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RecipientInput {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// As what it is given data.
    pub role: Role,
    /// Where it is; data does not leave Sweden, so it must be `SE`.
    #[validate(length(min = 2, max = 2))]
    #[schema(min_length = 2, max_length = 2)]
    pub country: String,
    /// How it is reached about data protection; may be empty.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub contact: String,
    /// What sorts of data.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub categories: Vec<Category>,
    /// What for.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub purposes: Vec<Purpose>,
    /// The data processing agreement: its number, or where it is kept. A processor has one.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub agreement: String,
    /// The day of the agreement.
    pub agreed_on: Option<NaiveDate>,
    /// The host that the service sends data to, such as `smtp.example.se`; empty: it is given data in another way.
    #[validate(length(max = 253))]
    #[schema(max_length = 253)]
    pub destination: String,
}

/// A recipient.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Recipient {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Name.
    pub name: String,
    /// As what it is given data.
    pub role: Role,
    /// Where it is.
    pub country: String,
    /// How it is reached about data protection.
    pub contact: String,
    /// What sorts of data.
    pub categories: Vec<Category>,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// The data processing agreement.
    pub agreement: String,
    /// The day of the agreement.
    pub agreed_on: Option<NaiveDate>,
    /// The host that the service sends data to.
    pub destination: String,
}

/// All recipients.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RecipientList {
    /// By name.
    pub items: Vec<Recipient>,
}

/// Which recipient.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct RecipientPath {
    /// The recipient.
    pub recipient_id: Uuid,
}
