//! What is stored about people goes when its time is over: by declared rules, previewed, recorded, approved.

mod ageing;
mod approve;
pub mod command_line;
mod covers;
pub mod dto;
mod entity;
mod line;
mod list_rules;
mod list_runs;
mod plan;
mod preview;
mod run;
mod sql;
#[cfg(test)]
mod tests;
pub mod words;

use crate::http::openapi::ServiceConfig;
pub use covers::rules_of;
pub use entity::{TABLES, retention_run};
pub use run::{sweep, tend};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_rules::list_retention_rules)
        .service(preview::preview_retention)
        .service(list_runs::list_retention_runs)
        .service(approve::approve_retention_run);
}
