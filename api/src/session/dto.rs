//! What sessions look like on the wire.

use crate::customers::dto::Language;
use chrono::{DateTime, Utc};
use kontoret_core::permission::{Permission, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// How the refresh token travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// In a cookie that no script can read: browsers.
    #[default]
    Cookie,
    /// In the body: programs and phones.
    Body,
}

impl Transport {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Transport::Cookie => "cookie",
            Transport::Body => "body",
        }
    }

    /// From the word in the database.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "body" {
            Transport::Body
        } else {
            Transport::Cookie
        }
    }
}

/// Who logs in: an e-mail address, or a company's log-in name with a user name in it.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// E-mail.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: Option<String>,
    /// The company's log-in name.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub company: Option<String>,
    /// The user name in that company.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub username: Option<String>,
    /// The password.
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    pub password: String,
    /// How the refresh token shall travel.
    #[serde(default)]
    #[schema(required = false)]
    pub transport: Transport,
}

/// What a running session needs.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// For `Authorization: Bearer`; keep it in memory alone. Empty in a rehearsal.
    pub access_token: String,
    /// Seconds until it expires.
    pub expires_in: i64,
    /// The next refresh token, when it travels in the body; null when it is in the cookie, or stays the same.
    pub refresh_token: Option<String>,
    /// Who is logged in.
    pub me: Me,
}

/// Who is logged in, where, and what they may do there.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The user.
    pub user_id: Uuid,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// This session.
    pub session_id: Uuid,
    /// The company at work.
    pub company: Option<MyCompany>,
    /// The companies to switch between.
    pub companies: Vec<MyMembership>,
    /// What the role in the company at work allows.
    pub permissions: Vec<Permission>,
    /// That the company at work is only visited; null for a user of it.
    pub support: Option<MySupportVisit>,
    /// Of the user.
    pub language: Language,
}

/// A visit of the operator's staff in a company that has opened itself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MySupportVisit {
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// The company at work.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyCompany {
    /// The company.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The user's role in it.
    pub role: Role,
    /// Whether it runs the service.
    pub operator: bool,
    /// The user's place in it; of a visitor, the visit.
    pub membership_id: Uuid,
    /// The user's initials in it.
    pub initials: String,
}

/// A company that the user belongs to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MyMembership {
    /// The company.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The user's role in it.
    pub role: Role,
}

/// Who it is that is logged in, proven once more.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProveSession {
    /// The password of the user who is logged in.
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    pub password: String,
}

/// The refresh token, when it doesn't come as a cookie.
#[derive(Clone, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RefreshSession {
    /// The newest refresh token of the session.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, required = false)]
    pub refresh_token: Option<String>,
}

/// Where to look around.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EnterSupport {
    /// What the company gave.
    pub support_access_id: Uuid,
}

/// Where to go on working.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SwitchCompany {
    /// The company.
    pub company_id: Uuid,
}

/// A running session.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SessionItem {
    /// Id.
    pub id: Uuid,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Browser and system.
    pub device: String,
    /// From which address it was last used.
    pub ip: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last asked for an access token.
    pub last_used_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// Which sessions.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListSessions {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
}

/// A session in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SessionPath {
    /// The session.
    pub session_id: Uuid,
}

/// Which sessions end.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RevokeSession {
    /// `true`: this one goes on, and all others of the user end.
    pub others: Option<bool>,
}

/// What has ended.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RevokedSessions {
    /// How many sessions.
    pub ended: i64,
}
