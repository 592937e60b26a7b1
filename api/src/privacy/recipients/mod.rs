//! Who is given personal data: a register, which every destination that the service sends to must be in.

mod create;
mod destinations;
pub mod dto;
mod entity;
mod list;
mod replace;
mod standard;
mod store;
#[cfg(test)]
mod tests;
pub mod words;

use crate::http::openapi::ServiceConfig;
pub use destinations::{check_destinations, register};
pub use entity::{TABLES, recipient};
pub use standard::begin;
pub use store::all;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_recipients)
        .service(create::create_recipient)
        .service(replace::replace_recipient);
}
