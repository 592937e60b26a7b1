//! The users of a company: who may log in, as what.

mod entity;
mod store;

pub use entity::{TABLES, membership, user_account, user_token};
pub use store::{ACTIVE, find_by_email, find_user, fold_email, names, places};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
