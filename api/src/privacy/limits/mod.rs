//! What may not be done with a person's data, because the person asked for that: restriction (GDPR art. 18) and objections
//! (art. 21). What follows for lists, letters and figures is asked of [`crate::customers::limits`].

pub mod dto;
mod entity;
mod lift;
mod list;
mod object;
mod restrict;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, processing_limit};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(restrict::restrict_data_subject)
        .service(object::object_to_processing)
        .service(list::list_processing_limits)
        .service(lift::lift_restriction);
}
