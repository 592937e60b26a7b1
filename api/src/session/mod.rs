//! Sessions: from a password to an access token, and to its end.

mod authenticate;
mod entity;
pub mod keys;
pub mod password;
pub mod standing;

pub use authenticate::authenticate;
pub use entity::{TABLES, refresh_token, session, throttle};
pub use keys::jwks;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
