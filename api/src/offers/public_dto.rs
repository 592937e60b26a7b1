//! What an offer looks like to the customer who holds its link.

use crate::{
    customers::dto::Language,
    lines::{Line, Totals},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::offer::{Action, Status};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// Who offers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicCompany {
    /// Name.
    pub name: String,
    /// Log-in name, by which its page about personal data is found.
    pub slug: String,
    /// Phone, or empty.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// `data:` URL of the logo.
    pub logo: Option<String>,
    /// Organisation number, or empty.
    pub organisation_number: String,
}

/// An offer, as it was sent.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicOffer {
    /// The offer's number.
    pub number: i64,
    /// What it is about.
    pub title: String,
    /// Text before the lines.
    pub intro: String,
    /// Text after the totals.
    pub terms: String,
    /// Where it stands today.
    pub status: Status,
    /// Who offers.
    pub company: PublicCompany,
    /// To whom.
    pub customer_name: String,
    /// Where, in one line.
    pub work_site: Option<String>,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// The lines.
    pub lines: Vec<Line>,
    /// The sums.
    pub totals: Totals,
    /// When it was answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// The name it was answered by.
    pub decided_by: Option<String>,
    /// Of the texts.
    pub language: Language,
    /// What can be done now.
    pub actions: Vec<Action>,
}

/// The secret of the link.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PublicOfferPath {
    /// What stands after `#` in the link.
    pub token: String,
}

/// Accept.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AcceptOffer {
    /// Who accepts.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
}

/// Decline.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineOffer {
    /// Why; may be empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub reason: String,
}
