//! What privacy requests look like on the wire to those who handle them.

use crate::{customers::dto::Language, jobs::mail::MailState};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    privacy_case::{Channel, Decision, Entry, Ground, Identity, Outcome, Plane},
    privacy_request::{Action, Kind, Status},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A request that staff enters.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PrivacyRequestInput {
    /// What is asked for.
    pub kind: Kind,
    /// How it came: by e-mail, phone, letter or in person.
    pub channel: Channel,
    /// Of the letters to the person.
    pub language: Language,
    /// Who asks.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Where answers go, or empty.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: String,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
    /// In the person's own words; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub message: String,
    /// The day that it came in: from it the deadline is counted.
    pub received_on: NaiveDate,
}

/// What becomes of a datum, or of several that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PrivacyDecision {
    /// What it is about, in words for the person.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub datum: String,
    /// Done or refused.
    pub result: Decision,
    /// Why it is refused; null when it is done.
    pub ground: Option<Ground>,
    /// What else the person should know; may be empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub note: String,
}

/// The decisions of a request, all of them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecidePrivacyRequest {
    /// In the order of the letter.
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub decisions: Vec<PrivacyDecision>,
}

/// How staff confirmed who asks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPrivacyRequestIdentity {
    /// How; never more data than needed.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub note: String,
    /// The customer whom it is about, when that is known.
    pub customer_id: Option<Uuid>,
}

/// Who handles a request from now on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssignPrivacyRequest {
    /// The place in the company of somebody who may decide.
    pub handler_id: Uuid,
}

/// Words of the handler.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PrivacyRequestText {
    /// The reason, the question, the answer.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
}

/// Words of the handler that may be left out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PrivacyRequestNote {
    /// What else is to be said; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub text: String,
}

/// Whom a request concerns.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ForwardPrivacyRequest {
    /// The log-in name of the company; null: whoever runs the service.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub company: Option<String>,
    /// What the person is told of why; may be empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub text: String,
}

/// Which table knows the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrivacySubjectKind {
    /// A customer.
    Customer,
    /// One of a customer's people.
    HouseholdMember,
    /// A user.
    User,
}

impl PrivacySubjectKind {
    pub(super) fn parse(text: &str) -> Self {
        match text {
            "household_member" => Self::HouseholdMember,
            "user" => Self::User,
            _ => Self::Customer,
        }
    }
}

/// Whom a request is about.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacySubject {
    /// In which table.
    pub kind: PrivacySubjectKind,
    /// Which.
    pub id: Uuid,
    /// Name; empty when the person is gone.
    pub name: String,
}

/// How and when it was confirmed who asks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyIdentityCheck {
    /// How.
    pub how: Identity,
    /// What staff wrote down.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, when by staff.
    pub by: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyRequestEntry {
    /// Id.
    pub id: Uuid,
    /// What.
    pub kind: Entry,
    /// In words; may be empty.
    pub note: String,
    /// By whom, when by staff.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The letter that told of it.
    pub mail: Option<MailState>,
}

/// A request as it stands in the queue.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyRequestItem {
    /// Id.
    pub id: Uuid,
    /// Number.
    pub number: i64,
    /// What is asked for.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// Who asks.
    pub name: String,
    /// Who handles it.
    pub handler: Option<String>,
    /// When it came in.
    pub received_on: NaiveDate,
    /// Until when it is to be answered.
    pub due_on: NaiveDate,
    /// Days left, below zero when late; null when it waits for nobody.
    pub days_left: Option<i64>,
    /// Whether it took longer.
    pub extended: bool,
    /// What it led to.
    pub outcome: Option<Outcome>,
}

/// A request, whole.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyRequest {
    /// Id.
    pub id: Uuid,
    /// Version.
    pub version: i32,
    /// Number.
    pub number: i64,
    /// What is asked for.
    pub kind: Kind,
    /// Who answers for the data.
    pub plane: Plane,
    /// Where it stands.
    pub status: Status,
    /// How it came.
    pub channel: Channel,
    /// Of the letters.
    pub language: Language,
    /// Who asks.
    pub name: String,
    /// E-mail, or empty.
    pub email: String,
    /// Phone, or empty.
    pub phone: String,
    /// In the person's own words.
    pub message: String,
    /// Whom it is about, once that is known.
    pub subject: Option<PrivacySubject>,
    /// How it was confirmed who asks.
    pub identity: Option<PrivacyIdentityCheck>,
    /// The place of who handles it.
    pub handler_id: Option<Uuid>,
    /// Their name.
    pub handler: Option<String>,
    /// When it came in.
    pub received_on: NaiveDate,
    /// What the service promises.
    pub promised_on: NaiveDate,
    /// What the law wants.
    pub lawful_on: NaiveDate,
    /// The earlier of both.
    pub due_on: NaiveDate,
    /// Days left, below zero when late; null when it waits for nobody.
    pub days_left: Option<i64>,
    /// Days that don't count, for only who asks was waited for.
    pub paused_days: i32,
    /// Whether it was extended.
    pub extended: bool,
    /// Why.
    pub extended_reason: String,
    /// What was decided.
    pub decisions: Vec<PrivacyDecision>,
    /// What it led to.
    pub outcome: Option<Outcome>,
    /// The handler's words in the answer.
    pub answer: String,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// To whom it was passed on; empty: to nobody.
    pub forwarded_to: String,
    /// What happened, oldest first.
    pub events: Vec<PrivacyRequestEntry>,
    /// What the caller can do now.
    pub actions: Vec<Action>,
}

/// Which request.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct PrivacyRequestPath {
    /// The request.
    pub request_id: Uuid,
}

/// Which page of requests to list, those due first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPrivacyRequests {
    /// Only those that stand here.
    #[param(inline)]
    pub status: Option<Status>,
    /// Only those of this kind.
    #[param(inline)]
    pub kind: Option<Kind>,
    /// Only those of one handler.
    pub handler_id: Option<Uuid>,
    /// `true`: only those that wait for an answer and are late.
    pub late: Option<bool>,
    /// `true`: only those that wait for an answer; `false`: only the others.
    pub open: Option<bool>,
    /// Where the last page ended.
    #[validate(length(max = 400))]
    #[param(max_length = 400)]
    pub after: Option<String>,
    /// How many.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// Whether to count all.
    pub total: Option<bool>,
}

/// Of which year.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetPrivacyFigures {
    /// The year in which the requests came in.
    #[validate(range(min = 2018, max = 2100))]
    #[param(minimum = 2018, maximum = 2100)]
    pub year: i32,
}

/// How many of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyKindCount {
    /// The kind.
    pub kind: Kind,
    /// How many.
    pub count: i64,
}

/// A month of requests.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyMonth {
    /// `2026-11`.
    pub month: String,
    /// Of what came in: answered in time.
    pub in_time: i64,
    /// Answered late, or late now.
    pub late: i64,
    /// Waiting, and not late.
    pub waiting: i64,
    /// Passed on or taken back.
    pub other: i64,
}

/// The figures of a year.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyFigures {
    /// The year.
    pub year: i32,
    /// What came in.
    pub received: i64,
    /// Of it answered.
    pub answered: i64,
    /// Answered late, or late now.
    pub late: i64,
    /// Extended.
    pub extended: i64,
    /// Days from receipt to answer, on average; null when nothing was answered.
    pub average_days: Option<i64>,
    /// Answered in full.
    pub granted: i64,
    /// Answered in part.
    pub partly: i64,
    /// Refused.
    pub refused: i64,
    /// By kind; only those that came in.
    pub kinds: Vec<PrivacyKindCount>,
    /// By month, January first.
    pub months: Vec<PrivacyMonth>,
}
