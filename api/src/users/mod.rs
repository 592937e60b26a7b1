//! The users of a company: who may log in, as what.

mod entity;

pub use entity::{TABLES, membership, user_account, user_token};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
