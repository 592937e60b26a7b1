//! What rules, previews and runs of retention look like on the wire.

use crate::customers::dto::Language;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::retention::{End, Rule, RunState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// In which language.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRetentionRules {
    /// Of the words.
    #[param(inline)]
    pub language: Language,
}

/// What becomes of a table's rows by a rule.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionOutcome {
    /// What the rows are, in words.
    pub record: String,
    /// What becomes of them.
    pub outcome: End,
}

/// A rule, in words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionRuleText {
    /// Which.
    pub rule: Rule,
    /// What it is about.
    pub title: String,
    /// How long, and from when.
    pub term: String,
    /// The law, or the reason, that it follows from.
    pub source: String,
    /// Whether it goes by the quarter of an hour instead of by a recorded run.
    pub continuous: bool,
    /// What becomes of which rows.
    pub outcomes: Vec<RetentionOutcome>,
}

/// All rules.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionRules {
    /// The rules.
    pub items: Vec<RetentionRuleText>,
    /// So many people's data may go in one run without approval.
    pub most_without_approval: i64,
}

/// Of which day.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewRetention {
    /// The day on which it would go, today or later; today when left out.
    pub on: Option<NaiveDate>,
    /// Of the words.
    #[param(inline)]
    pub language: Language,
}

/// What of a table goes by a rule.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionForeseen {
    /// Why.
    pub rule: Rule,
    /// What the rows are, in words.
    pub record: String,
    /// What becomes of them.
    pub outcome: End,
    /// How many.
    pub rows: i64,
}

/// A customer who goes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionCustomer {
    /// The customer.
    pub id: Uuid,
    /// Number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// When it was put away.
    pub archived_on: NaiveDate,
}

/// What would go on a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionPreview {
    /// The day.
    pub on: NaiveDate,
    /// The last day whose bookkeeping records go by then; null: none do.
    pub books_through: Option<NaiveDate>,
    /// How many people's data.
    pub subjects: i64,
    /// Whether two people must approve.
    pub needs_approval: bool,
    /// By rule and table; only those of which something goes.
    pub items: Vec<RetentionForeseen>,
    /// The customers who go, the first hundred.
    pub customers: Vec<RetentionCustomer>,
}

/// What of a table went in a run.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionCount {
    /// Why.
    pub rule: Rule,
    /// What the rows are, in words.
    pub record: String,
    /// What becomes of them.
    pub outcome: End,
    /// How many were to go when the run was planned.
    pub foreseen: i64,
    /// How many have gone.
    pub gone: i64,
}

/// A run.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionRun {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The day for which it was judged what goes.
    pub as_of: NaiveDate,
    /// Where it stands.
    pub state: RunState,
    /// How many people's data.
    pub subjects: i64,
    /// When it was planned.
    pub planned_at: DateTime<Utc>,
    /// Who approved it first, of two.
    pub first_approved_by: Option<String>,
    /// Who approved it last.
    pub approved_by: Option<String>,
    /// When everything had gone.
    pub ended_at: Option<DateTime<Utc>>,
    /// By rule and table.
    pub counts: Vec<RetentionCount>,
    /// Whether the caller can approve it now.
    pub can_approve: bool,
}

/// Which page of runs to list, the newest first.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRetentionRuns {
    /// Of the words.
    #[param(inline)]
    pub language: Language,
    /// Where the last page ended.
    #[validate(length(max = 400))]
    #[param(max_length = 400)]
    pub after: Option<String>,
    /// How many.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}

/// Which run.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct RetentionRunPath {
    /// The run.
    pub run_id: Uuid,
}

/// An approval.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ApproveRetentionRun {
    /// How many people's data the caller has seen that it takes: it must be the run's.
    #[validate(range(min = 0))]
    #[schema(minimum = 0)]
    pub subjects: i64,
    /// Of the words in the answer.
    pub language: Language,
}
