//! What support access looks like on the wire.

use chrono::{DateTime, Utc};
use kontoret_core::support::{DEFAULT_MINUTES, SupportAccessState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What the operator's staff shall look at, and for how long they may.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GrantSupportAccess {
    /// What it is about, in a few words. The staff reads it, so no personal data should stand in it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
    /// For how many minutes: at most four hours.
    #[serde(default = "default_minutes")]
    #[validate(range(min = 1, max = 240))]
    #[schema(minimum = 1, maximum = 240, default = 60, required = false)]
    pub minutes: i64,
}

fn default_minutes() -> i64 {
    DEFAULT_MINUTES
}

/// Somebody of the operator's staff who came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SupportVisitor {
    /// The name; null once the account is erased.
    pub name: Option<String>,
    /// Since when.
    pub entered_at: DateTime<Utc>,
    /// Until when; null for as long as they may look.
    pub left_at: Option<DateTime<Utc>>,
}

/// A time for which the operator's staff may look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SupportAccess {
    /// Id.
    pub id: Uuid,
    /// What it is about.
    pub reason: String,
    /// Whether they may look now.
    pub state: SupportAccessState,
    /// Since when.
    pub granted_at: DateTime<Utc>,
    /// Who gave it; null once the account is erased.
    pub granted_by_name: Option<String>,
    /// Until when at the latest.
    pub expires_at: DateTime<Utc>,
    /// When it was over; null while it is open.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who ended it; null when nobody did.
    pub ended_by_name: Option<String>,
    /// Who came in, the latest first.
    pub visitors: Vec<SupportVisitor>,
}

/// Which of them.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListSupportAccess {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Those that are open (`true`) or over (`false`); absent: both.
    pub open: Option<bool>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// Which one.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct SupportAccessPath {
    /// The access.
    pub support_access_id: Uuid,
}

/// A company that has opened itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SupportOpening {
    /// The access, by which one enters.
    pub id: Uuid,
    /// The company's name.
    pub company_name: String,
    /// What it asks about.
    pub reason: String,
    /// Since when.
    pub granted_at: DateTime<Utc>,
    /// Until when at the latest.
    pub expires_at: DateTime<Utc>,
}

/// Which companies.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListSupportOpenings {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
}
