//! What limits look like on the wire.

use crate::privacy::subjects::dto::DataSubjectReference;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::limit::{LimitLiftedBecause, ProcessingLimitKind, ProcessingObjectedTo, RestrictionGround};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Whose data is restricted, and why.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RestrictDataSubject {
    /// All that the person is known as: customers, people of a customer, buyers with a tax deduction. The customer is restricted
    /// with everything that goes with it.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
    /// Why.
    pub ground: RestrictionGround,
    /// The request that asked for it, if there is one.
    pub request_id: Option<Uuid>,
}

/// Who objects, and to what.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ObjectToProcessing {
    /// All that the person is known as.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
    /// To what.
    pub processing: ProcessingObjectedTo,
    /// The request in which the person objected, if there is one.
    pub request_id: Option<Uuid>,
}

/// Why a limit holds no longer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LiftRestriction {
    /// Why.
    pub because: LimitLiftedBecause,
    /// The day on which the person was told that the restriction is lifted, which must be before it is (GDPR art. 18(3)).
    /// Null for an objection that is taken back.
    pub told_on: Option<NaiveDate>,
}

/// A limit on the use of a customer's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProcessingLimit {
    /// Id.
    pub id: Uuid,
    /// Whose data.
    pub customer_id: Uuid,
    /// The customer's number.
    pub customer_number: i64,
    /// The customer's name; empty once erased.
    pub customer_name: String,
    /// What may not be done.
    pub kind: ProcessingLimitKind,
    /// Why it is restricted; null for an objection.
    pub ground: Option<RestrictionGround>,
    /// The request that asked for it.
    pub request_id: Option<Uuid>,
    /// Since when.
    pub set_at: DateTime<Utc>,
    /// Until when; null while it holds.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Why it holds no longer.
    pub lifted_because: Option<LimitLiftedBecause>,
    /// The day on which the person was told that it would be lifted.
    pub told_on: Option<NaiveDate>,
}

/// The limits that were set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProcessingLimits {
    /// One for each customer.
    pub items: Vec<ProcessingLimit>,
}

/// Which limits.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListProcessingLimits {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Those that hold (`true`) or are lifted (`false`); absent: both.
    pub holds: Option<bool>,
    /// Of one customer.
    pub customer_id: Option<Uuid>,
    /// Of one kind.
    pub kind: Option<ProcessingLimitKind>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// Which limit.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct ProcessingLimitPath {
    /// The limit.
    pub processing_limit_id: Uuid,
}
