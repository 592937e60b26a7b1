//! What breaches look like on the wire.

use crate::{customers::dto::Language, jobs::mail::MailState, privacy::subjects::dto::ExtractController};
use chrono::{DateTime, Utc};
use kontoret_core::{
    breach::{
        BreachAction, BreachEntry, BreachExemption, BreachInforming, BreachKind, BreachOwed, BreachPeople,
        BreachReporting, BreachRisk, BreachStatus,
    },
    privacy::Category,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What is known of a breach (GDPR art. 33(3), 33(5)). What isn't known yet is left empty and filled in later (art. 33(4)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BreachInput {
    /// What it is called in the register.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub title: String,
    /// What happened.
    #[validate(length(max = 8000))]
    #[schema(max_length = 8000)]
    pub description: String,
    /// What it was a breach of.
    #[validate(length(min = 1, max = 3))]
    #[schema(min_items = 1, max_items = 3)]
    pub kinds: Vec<BreachKind>,
    /// When the controller became aware: from then the hours count. Never later than now.
    pub discovered_at: DateTime<Utc>,
    /// How it was discovered; may be empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub discovered_how: String,
    /// When it began, if that is known.
    pub began_at: Option<DateTime<Utc>>,
    /// When it ended; null while it goes on, or when that isn't known.
    pub ended_at: Option<DateTime<Utc>>,
    /// What sorts of personal data.
    #[validate(length(max = 8))]
    #[schema(max_items = 8)]
    pub categories: Vec<Category>,
    /// Whose.
    #[validate(length(max = 4))]
    #[schema(max_items = 4)]
    pub people: Vec<BreachPeople>,
    /// About how many people.
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub people_count: Option<i64>,
    /// About how many records.
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub record_count: Option<i64>,
    /// What it is likely to lead to for the people.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub consequences: String,
    /// What was done about it.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub measures_taken: String,
    /// What is still to be done; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub measures_planned: String,
    /// Which other countries have people whom it concerns; empty: none.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub abroad: String,
    /// The risk to the people; null until it is assessed.
    pub risk: Option<BreachRisk>,
    /// Why it is assessed so.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub risk_reason: String,
}

/// Who handles a breach from now on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssignBreach {
    /// The place in the company of somebody who may decide.
    pub handler_id: Uuid,
}

/// The decision on the report to the authority. A later one, with a case number, stands for an earlier one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReportBreach {
    /// Reported, or not needed because a risk is unlikely.
    pub decision: BreachReporting,
    /// When it was reported; null when it isn't.
    pub reported_at: Option<DateTime<Utc>>,
    /// The authority's case number; may be empty.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub case_number: String,
    /// Why no report is needed; empty when it is reported.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub reason: String,
    /// Why it was reported later than 72 hours after the discovery; empty when it wasn't.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub delay_reason: String,
}

/// The decision on telling the people.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InformOfBreach {
    /// Informed, or not needed.
    pub decision: BreachInforming,
    /// When they were told; null when they aren't.
    pub informed_at: Option<DateTime<Utc>>,
    /// How they were told.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub how: String,
    /// About how many were told.
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub count: Option<i64>,
    /// Why they need not be told of a high risk (art. 34(3)); null for a lower one.
    pub exemption: Option<BreachExemption>,
    /// Why they aren't told, in words.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub reason: String,
}

/// The companies that a breach concerns.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InformCompaniesOfBreach {
    /// They, without those that were told before.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub company_ids: Vec<Uuid>,
    /// What the breach is called in their registers.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub title: String,
    /// What they are told happened. Nothing else that is written of the breach here leaves this register: it may name people of
    /// others.
    #[validate(length(min = 1, max = 8000))]
    #[schema(min_length = 1, max_length = 8000)]
    pub text: String,
}

/// What can be added to a time line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreachAdditionKind {
    /// What the authority was told in addition (art. 33(4)).
    Supplement,
    /// Something else worth keeping.
    Note,
}

/// An addition to a time line.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AddToBreach {
    /// What it is.
    pub kind: BreachAdditionKind,
    /// In words.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
}

/// Last words; may be left out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CloseBreach {
    /// What was learned; may be empty.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub text: String,
}

/// Something that happened to a breach.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreachEvent {
    /// Id.
    pub id: Uuid,
    /// What.
    pub kind: BreachEntry,
    /// The word or number that goes with it: the risk, the case number, the ground, how many; may be empty.
    pub detail: String,
    /// In words; may be empty.
    pub note: String,
    /// By whom, when by staff.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The letters that told of it.
    pub mails: Vec<MailState>,
}

/// A breach as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreachItem {
    /// Id.
    pub id: Uuid,
    /// Number.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: BreachStatus,
    /// The risk, once assessed.
    pub risk: Option<BreachRisk>,
    /// When it was discovered.
    pub discovered_at: DateTime<Utc>,
    /// Until when the report is to be decided on.
    pub due_at: DateTime<Utc>,
    /// Whole hours left, below zero when late; null once it is decided.
    pub hours_left: Option<i64>,
    /// Whether the authority was told.
    pub reporting: Option<BreachReporting>,
    /// Who handles it.
    pub handler: Option<String>,
    /// Who told of it; empty: it was discovered here.
    pub told_by: String,
    /// What is owed before it can be closed.
    pub owed: Vec<BreachOwed>,
}

/// A breach, whole.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Breach {
    /// Id.
    pub id: Uuid,
    /// Version.
    pub version: i32,
    /// Number.
    pub number: i64,
    /// Where it stands.
    pub status: BreachStatus,
    /// What is known of it.
    pub content: BreachInput,
    /// Who told of it; empty: it was discovered here.
    pub told_by: String,
    /// The place of who handles it.
    pub handler_id: Option<Uuid>,
    /// Their name.
    pub handler: Option<String>,
    /// Until when the report is to be decided on, by this installation's hours.
    pub due_at: DateTime<Utc>,
    /// Until when the law wants it: 72 hours (art. 33(1)).
    pub lawful_at: DateTime<Utc>,
    /// Whole hours left, below zero when late; null once it is decided.
    pub hours_left: Option<i64>,
    /// Whether the authority was told.
    pub reporting: Option<BreachReporting>,
    /// When.
    pub reported_at: Option<DateTime<Utc>>,
    /// Its case number.
    pub case_number: String,
    /// Why no report is needed.
    pub report_reason: String,
    /// Why it was late.
    pub delay_reason: String,
    /// Whether the people were told.
    pub informing: Option<BreachInforming>,
    /// When.
    pub informed_at: Option<DateTime<Utc>>,
    /// How.
    pub informed_how: String,
    /// About how many.
    pub informed_count: Option<i64>,
    /// Why they need not be told of a high risk.
    pub exemption: Option<BreachExemption>,
    /// Why they aren't told, in words.
    pub inform_reason: String,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// What is owed before it can be closed.
    pub owed: Vec<BreachOwed>,
    /// What happened, oldest first.
    pub events: Vec<BreachEvent>,
    /// What the caller can do now.
    pub actions: Vec<BreachAction>,
}

/// A company that a breach may concern.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BreachCompany {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// When it was decided to tell it; null: it isn't told.
    pub asked_at: Option<DateTime<Utc>>,
    /// When its register had the breach and its own hours began.
    pub told_at: Option<DateTime<Utc>>,
}

/// A label and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BreachReportFact {
    /// The question.
    pub label: String,
    /// The answer.
    pub value: String,
}

/// A heading of the authority's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BreachReportSection {
    /// The heading.
    pub heading: String,
    /// What is asked under it.
    pub facts: Vec<BreachReportFact>,
}

/// What the authority asks for, in the order in which it asks (art. 33(3)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BreachReport {
    /// Who reports.
    pub controller: ExtractController,
    /// In which language.
    pub language: Language,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The breach's number in the register.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// The headings.
    pub sections: Vec<BreachReportSection>,
}

/// In which language.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetBreachReport {
    /// Of the words.
    #[param(inline)]
    pub language: Language,
}

/// Which breach.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct BreachPath {
    /// The breach.
    pub breach_id: Uuid,
}

/// Which page of breaches to list, those discovered last first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListBreaches {
    /// `true`: only those that are open; `false`: only the closed ones.
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

/// Which page of companies to list, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListBreachCompanies {
    /// Where the last page ended.
    #[validate(length(max = 400))]
    #[param(max_length = 400)]
    pub after: Option<String>,
    /// How many.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}
