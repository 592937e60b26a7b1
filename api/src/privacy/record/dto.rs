//! What the record of processing looks like on the wire.

use crate::{customers::dto::Language, privacy::subjects::dto::ExtractController};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// In which language.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetProcessingRecord {
    /// Of the words.
    #[param(inline)]
    pub language: Language,
}

/// What data is processed for (art. 30(1)(b)–(f)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProcessingActivity {
    /// The purpose.
    pub purpose: String,
    /// Whose data.
    pub subjects: Vec<String>,
    /// What sorts of data.
    pub categories: Vec<String>,
    /// Where it lies.
    pub records: Vec<String>,
    /// On which grounds.
    pub bases: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// Who is given it.
    pub recipients: Vec<String>,
    /// How long it is kept.
    pub retention: Vec<String>,
}

/// Somebody who is given data (art. 30(1)(d)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordRecipient {
    /// Name.
    pub name: String,
    /// As what.
    pub role: String,
    /// Where.
    pub country: String,
    /// What sorts of data.
    pub categories: Vec<String>,
    /// The data processing agreement; may be empty.
    pub agreement: String,
}

/// What is processed on behalf of others (art. 30(2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordProcessor {
    /// On whose behalf, by name.
    pub controllers: Vec<String>,
    /// What is done for each of them.
    pub activities: Vec<ProcessingActivity>,
}

/// The record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProcessingRecord {
    /// Whose record it is.
    pub controller: ExtractController,
    /// In which language.
    pub language: Language,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What it processes as controller.
    pub activities: Vec<ProcessingActivity>,
    /// What it processes for others; null when it does for nobody.
    pub processor: Option<RecordProcessor>,
    /// Who is given data.
    pub recipients: Vec<RecordRecipient>,
    /// Transfers to third countries.
    pub transfers: String,
    /// How data is protected (art. 32).
    pub measures: Vec<String>,
}
