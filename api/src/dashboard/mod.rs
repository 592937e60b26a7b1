//! Slice: dashboard.

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
