//! The first page: what waits for whom.

mod dto;
mod facts;
mod get;
mod recent;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_dashboard);
}
