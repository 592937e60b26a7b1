//! What a person takes along to somebody else, and what comes in with one who arrives (GDPR art. 20).

mod check;
mod columns;
mod content;
pub mod dto;
mod files;
mod get;
mod import;
pub mod package;
mod read;
mod readme;
mod schema;
mod stream;
mod take_in;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub(super) use content::gather;
pub(super) use stream::{Lacking, respond};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_privacy_package)
        .service(import::import_privacy_package);
}
