//! The company itself: its details on documents, its habits.

mod entity;

pub use entity::{TABLES, company, company_settings};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
