//! What the audit trail looks like on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A field that changed. The values of fields that can hold personal data are left out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditChange {
    /// The field.
    pub field: String,
    /// What it was.
    #[schema(value_type = Value, nullable)]
    pub before: Value,
    /// What it became.
    #[schema(value_type = Value, nullable)]
    pub after: Value,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditEvent {
    /// Its place in the company's trail.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: String,
    /// To what kind of thing.
    pub entity_kind: String,
    /// To which.
    pub entity_id: Option<Uuid>,
    /// By which user; null for a link's holder and for the service itself.
    pub actor_id: Option<Uuid>,
    /// The user's name.
    pub actor_name: Option<String>,
    /// The company whose staff the user is, for what was done in a support visit; null otherwise.
    pub support_company: Option<String>,
    /// The network address from which it was done without a session, for 12 months; null otherwise.
    pub ip: Option<String>,
    /// The request, as the log names it.
    pub request_id: String,
    /// What changed.
    pub changes: Vec<AuditChange>,
}

/// How the trail is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AuditSort {
    /// Newest first.
    #[default]
    #[serde(rename = "-seq")]
    SeqDescending,
    /// Oldest first.
    #[serde(rename = "seq")]
    Seq,
}

/// Which events.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListAuditEvents {
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
    pub sort: AuditSort,
    /// Of this kind of thing.
    #[validate(length(max = 32))]
    #[param(max_length = 32)]
    pub entity_kind: Option<String>,
    /// Of this thing.
    pub entity_id: Option<Uuid>,
    /// By this user.
    pub actor_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}
