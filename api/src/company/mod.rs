//! The company itself: its details on documents, its habits.

pub mod dto;
mod entity;
mod get;
mod store;

pub use entity::{TABLES, company, company_settings};
pub use store::{directory, name, settings};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_company);
}
