//! How do documents look with a design that isn't saved yet?

mod preview;
mod specimen;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(preview::preview_design);
}
