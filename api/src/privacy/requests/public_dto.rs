//! What privacy requests look like on the wire to the person who asks.

use crate::customers::dto::Language;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    privacy_case::{LinkPurpose, Outcome},
    privacy_request::{Kind, Status},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// Whose page.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetPublicPrivacyDesk {
    /// The company's log-in name; none: whoever runs the service.
    #[validate(length(max = 40))]
    #[param(max_length = 40)]
    pub company: Option<String>,
}

/// Whom one asks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicPrivacyDesk {
    /// Name.
    pub name: String,
    /// Organisation number, or empty.
    pub organisation_number: String,
    /// E-mail, or empty.
    pub email: String,
    /// Phone, or empty.
    pub phone: String,
    /// Whether it runs the service.
    pub operator: bool,
    /// Which language the company writes.
    pub language: Language,
}

/// What somebody asks on the public page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SubmitPrivacyRequest {
    /// The log-in name of the company that is asked; null: whoever runs the service.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub company: Option<String>,
    /// What is asked for.
    pub kind: Kind,
    /// Of the letters.
    pub language: Language,
    /// Who asks.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Where answers go.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
    /// In the person's own words; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub message: String,
}

/// That a request came in; the same for everybody.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyReceipt {
    /// Who was asked.
    pub company_name: String,
    /// The day that it came in.
    pub received_on: NaiveDate,
    /// Until when it is answered.
    pub due_on: NaiveDate,
}

/// What a user asks about what the service stores of them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MyPrivacyRequestInput {
    /// What is asked for.
    pub kind: Kind,
    /// In the user's own words; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub message: String,
}

/// A request of the user.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyPrivacyRequest {
    /// Number.
    pub number: i64,
    /// What was asked for.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// The user's words.
    pub message: String,
    /// When it came in.
    pub received_on: NaiveDate,
    /// Until when it is answered.
    pub due_on: NaiveDate,
    /// What it led to.
    pub outcome: Option<Outcome>,
}

/// The user's requests, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyPrivacyRequests {
    /// Who runs the service and answers for users' data; null when nobody was set up to.
    pub controller: Option<String>,
    /// The requests.
    pub items: Vec<MyPrivacyRequest>,
}

/// A link.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct PrivacyLinkPath {
    /// The link's secret.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub token: String,
}

/// What a link leads to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyLink {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Who was asked.
    pub company_name: String,
    /// The request's number.
    pub number: i64,
    /// What was asked for.
    pub kind: Kind,
    /// In which language.
    pub language: Language,
    /// When it came in.
    pub received_on: NaiveDate,
    /// Until when it is answered.
    pub due_on: NaiveDate,
    /// What is asked of the person; empty: nothing.
    pub question: String,
    /// Whether a portability package comes with the answer.
    pub has_package: bool,
    /// How often the link can still be used.
    pub uses_left: i32,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// What the person answers to a question.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AnswerPrivacyQuestion {
    /// The answer.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
}
