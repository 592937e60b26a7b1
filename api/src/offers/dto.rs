//! What offers look like on the wire.

use crate::{
    customers::dto::Language,
    jobs::mail::MailState,
    lines::{Line, LineInput, Totals},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    deduction::AskedDeduction,
    offer::{Action, Status},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// An offer to create, or the new content of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OfferInput {
    /// To whom.
    pub customer_id: Uuid,
    /// Where; one of the customer's.
    pub work_site_id: Option<Uuid>,
    /// What it is about, in one line.
    #[validate(length(max = 120))]
    #[schema(max_length = 120)]
    pub title: String,
    /// Text before the lines.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub intro: String,
    /// Text after the totals.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub terms: String,
    /// The customer's reference.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub their_reference: String,
    /// Which tax deduction is asked for; absent: none.
    #[serde(default)]
    pub deduction: AskedDeduction,
    /// Of document and mail.
    pub language: Language,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// Round the sum to whole kronor.
    pub round_to_krona: bool,
    /// The lines, in their order.
    #[validate(length(max = 500), nested)]
    #[schema(max_items = 500)]
    pub lines: Vec<LineInput>,
}

/// An offer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Offer {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The offer's number.
    pub number: i64,
    /// Where it stands today.
    pub status: Status,
    /// To whom.
    pub customer_id: Uuid,
    /// The customer's name when the content was fixed.
    pub customer_name: String,
    /// The customer's e-mail when the content was fixed; may be empty.
    pub customer_email: String,
    /// Where.
    pub work_site_id: Option<Uuid>,
    /// What it is about.
    pub title: String,
    /// Text before the lines.
    pub intro: String,
    /// Text after the totals.
    pub terms: String,
    /// The customer's reference.
    pub their_reference: String,
    /// Which tax deduction is asked for.
    pub deduction: AskedDeduction,
    /// Of document and mail.
    pub language: Language,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    pub discount_bp: i32,
    /// Round the sum to whole kronor.
    pub round_to_krona: bool,
    /// The day it was first sent.
    pub offered_on: Option<NaiveDate>,
    /// When it was first sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the customer answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// The name that the customer answered by.
    pub decided_by: Option<String>,
    /// Why it was declined.
    pub decline_reason: Option<String>,
    /// The order that was made of it.
    pub order_id: Option<Uuid>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The sums.
    pub totals: Totals,
    /// The letters it went out with, newest first.
    pub mails: Vec<MailState>,
    /// Where the customer reads and answers; only for those who may send it.
    pub public_url: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// What can be done now.
    pub actions: Vec<Action>,
}

/// An offer in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OfferItem {
    /// Id.
    pub id: Uuid,
    /// The offer's number.
    pub number: i64,
    /// What it is about.
    pub title: String,
    /// To whom.
    pub customer_id: Uuid,
    /// The customer's name.
    pub customer_name: String,
    /// Where it stands today.
    pub status: Status,
    /// The day it was first sent.
    pub offered_on: Option<NaiveDate>,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// To pay, in öre.
    pub total_ore: i64,
    /// The order that was made of it.
    pub order_id: Option<Uuid>,
}

/// How offers are sorted. Drafts have no day and come first by day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OfferSort {
    /// By number, the newest first.
    #[default]
    #[serde(rename = "-number")]
    NumberDescending,
    /// By number.
    #[serde(rename = "number")]
    Number,
    /// By day, the newest first.
    #[serde(rename = "-offered_on")]
    OfferedOnDescending,
    /// By sum, the largest first.
    #[serde(rename = "-total_ore")]
    TotalDescending,
}

/// Which offers.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListOffers {
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
    pub sort: OfferSort,
    /// Words that the offer has: number, title, customer.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// Where they stand today.
    pub status: Option<Status>,
    /// To this customer.
    pub customer_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// An offer in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfferPath {
    /// The offer.
    pub offer_id: Uuid,
}

/// Send an offer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SendOffer {
    /// To which address.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub recipient: String,
    /// What to say in the mail; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub message: String,
    /// Last day on which it can be accepted. When an offer is sent again: the day it has.
    pub valid_until: NaiveDate,
}
