//! What users look like on the wire.

use crate::{customers::dto::Language, jobs::mail::MailState};
use chrono::{DateTime, Utc};
use kontoret_core::permission::Role;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Who shall work in the company.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InviteUser {
    /// Where the invitation goes; later the log-in.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
    /// Of the invitation, and of the user's pages until they choose another.
    pub language: Language,
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// As what.
    pub role: Role,
    /// User name in the company, another way to log in; empty: made from the address.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub username: String,
    /// Initials; empty: made from the name.
    #[validate(length(max = 4))]
    #[schema(max_length = 4)]
    pub initials: String,
    /// Employment ID, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub employment_id: String,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
}

/// The new content of a user's place in the company.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct UserInput {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// As what.
    pub role: Role,
    /// User name in the company; empty: made from the address.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub username: String,
    /// Initials; empty: made from the name.
    #[validate(length(max = 4))]
    #[schema(max_length = 4)]
    pub initials: String,
    /// Employment ID, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub employment_id: String,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
}

/// Whether a user may work in the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// Has not accepted the invitation yet.
    Invited,
    /// Works in the company.
    Active,
    /// Has lost access.
    Deactivated,
}

impl UserStatus {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            UserStatus::Invited => "invited",
            UserStatus::Active => "active",
            UserStatus::Deactivated => "deactivated",
        }
    }

    /// From the word in the database.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        [UserStatus::Active, UserStatus::Invited]
            .into_iter()
            .find(|s| s.as_str() == text)
            .unwrap_or(UserStatus::Deactivated)
    }
}

/// What can be done to a user now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserAction {
    /// Change name, role and the like.
    Replace,
    /// Take the access away, or the invitation back.
    Deactivate,
    /// Invite again, by `inviteUser` with the same address.
    Invite,
}

/// A user, as one company knows them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct User {
    /// The place in the company; elsewhere `membership_id`.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The log-in, which may belong to several companies; `actor_id` in the audit trail.
    pub user_id: Uuid,
    /// The address that they log in with; empty after erasure.
    pub email: String,
    /// Name; after erasure a pseudonym.
    pub name: String,
    /// Whether the person was erased from the company.
    pub erased: bool,
    /// As what.
    pub role: Role,
    /// Whether they may work.
    pub status: UserStatus,
    /// User name in the company.
    pub username: String,
    /// Initials.
    pub initials: String,
    /// Employment ID, or empty.
    pub employment_id: String,
    /// Phone, or empty.
    pub phone: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When they last began to work here.
    pub last_log_in_at: Option<DateTime<Utc>>,
    /// Until when the invitation holds; null when none is open.
    pub invitation_expires_at: Option<DateTime<Utc>>,
    /// The invitations' letters, the newest first.
    pub mails: Vec<MailState>,
    /// What can be done now.
    pub actions: Vec<UserAction>,
}

/// A user in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UserItem {
    /// The place in the company; elsewhere `membership_id`.
    pub id: Uuid,
    /// The log-in; `actor_id` in the audit trail.
    pub user_id: Uuid,
    /// The address that they log in with.
    pub email: String,
    /// Name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Whether they may work.
    pub status: UserStatus,
    /// User name in the company.
    pub username: String,
    /// Initials.
    pub initials: String,
    /// Employment ID, or empty.
    pub employment_id: String,
    /// Phone, or empty.
    pub phone: String,
    /// When they last began to work here.
    pub last_log_in_at: Option<DateTime<Utc>>,
}

/// How users are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum UserSort {
    /// By name.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, backwards.
    #[serde(rename = "-name")]
    NameDescending,
}

/// Which users.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListUsers {
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
    pub sort: UserSort,
    /// Of this role.
    pub role: Option<Role>,
    /// In this status.
    pub status: Option<UserStatus>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// A user in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct UserPath {
    /// The user's place in the company.
    pub user_id: Uuid,
}

/// Take a user's access away.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeactivateUser {}

/// Another address to log in with.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChangeUserEmail {
    /// The new address.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
}

/// Take a new address.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmailChange {
    /// What stands after `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// The password that one logs in with.
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    pub password: String,
}

/// One's own language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChooseLanguage {
    /// Of the pages and the service's letters.
    pub language: Language,
}

/// The secret of an invitation's link.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InvitationPath {
    /// What stands after `#` in the link.
    pub token: String,
}

/// An invitation, as its holder sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// Who invites.
    pub company_name: String,
    /// Whom: the address to log in with.
    pub email: String,
    /// The name that the company knows.
    pub name: String,
    /// As what.
    pub role: Role,
    /// `true`: there is a password for this address already; accepting takes that one. `false`: choose one.
    pub has_password: bool,
    /// Of the page.
    pub language: Language,
    /// Until when the link holds.
    pub expires_at: DateTime<Utc>,
}

/// Accept an invitation.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// What stands after `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// The password to log in with from now on; of somebody who has one, that one.
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    pub password: String,
    /// Another name than the company wrote.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
}

/// Whose password shall be new.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    /// The address to log in with.
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
}

/// A new password.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// What stands after `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// The password to log in with from now on.
    #[validate(length(min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    pub password: String,
}
