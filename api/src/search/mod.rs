//! Search over everything that the caller may read, by the words it has.

mod dto;
mod everything;
mod found;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(everything::search);
}
