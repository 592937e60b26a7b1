//! What notices to recipients look like on the wire.

use crate::jobs::mail::MailState;
use chrono::{DateTime, Utc};
use kontoret_core::{
    data_subject::DataSubjectKind,
    privacy::Category,
    privacy_notice::{Deed, Ground, How, State},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// By which numbers a recipient knows whom a notice concerns. No name, address or identity number is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrivacyNoticeReference {
    /// Customer numbers.
    pub customers: Vec<String>,
    /// Numbers of invoices and credit notes, at most 20.
    pub invoices: Vec<String>,
    /// Numbers of offers, at most 20.
    pub offers: Vec<String>,
    /// Numbers of orders, at most 20.
    pub orders: Vec<String>,
    /// Employment IDs.
    pub employments: Vec<String>,
    /// Numbers of privacy requests, where nothing else is known.
    pub requests: Vec<String>,
}

/// That a recipient is to be told, or was.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PrivacyNotice {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The recipient.
    pub recipient_id: Uuid,
    /// Its name.
    pub recipient: String,
    /// How it is reached about data protection; may be empty.
    pub contact: String,
    /// What was done.
    pub deed: Deed,
    /// With which sorts of data that the recipient was given.
    pub categories: Vec<Category>,
    /// Whose data, as what.
    pub subject_kind: DataSubjectKind,
    /// Whose data.
    pub subject_id: Uuid,
    /// The request that it was done for.
    pub request_id: Option<Uuid>,
    /// By which numbers the recipient knows whom it concerns.
    pub reference: PrivacyNoticeReference,
    /// How far it has come.
    pub state: State,
    /// How the recipient was told.
    pub how: Option<How>,
    /// Why it need not be.
    pub ground: Option<Ground>,
    /// What shows it.
    pub note: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was told, or found not to be needed.
    pub settled_at: Option<DateTime<Utc>>,
    /// Who said so; null where it was mailed.
    pub settled_by: Option<String>,
    /// The letter; null where the recipient has no e-mail address in the register.
    pub mail: Option<MailState>,
    /// Whether the caller may settle it now.
    pub can_settle: bool,
}

/// Which page of notices to list, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPrivacyNotices {
    /// Only those of a request.
    pub request_id: Option<Uuid>,
    /// Only those about a person.
    pub subject_id: Option<Uuid>,
    /// Only those that stand here.
    #[param(inline)]
    pub state: Option<State>,
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

/// That a recipient was told, or need not be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SettlePrivacyNotice {
    /// `told` or `not_needed`.
    pub state: State,
    /// How it was told; null where that isn't needed. `mail` is the service's own way.
    pub how: Option<How>,
    /// Why it isn't needed; null where it was told.
    pub ground: Option<Ground>,
    /// What shows it: with whom one spoke, or why. Needed with a ground.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: String,
}

/// Which notice.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct PrivacyNoticePath {
    /// The notice.
    pub notice_id: Uuid,
}
