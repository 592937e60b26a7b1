//! The audit trail, as those who may see it read it.

mod dto;
mod export;
pub mod failure;
mod list;
pub mod merkle;
pub mod seals;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use list::names;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_audit_events)
        .service(export::export_audit_events)
        .configure(seals::routes);
}
