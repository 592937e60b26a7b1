//! The company itself: its details on documents, its habits.

mod check;
mod create;
pub mod dto;
mod entity;
mod get;
mod letterhead;
mod logo;
mod replace;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use check::company as checked;
pub use create::create;
pub use entity::{TABLES, company, company_settings};
pub use letterhead::{seller, street_lines};
pub use logo::{check as check_logo, logo};
pub use store::{apply, directory, name, operator, settings};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_company).service(replace::replace_company);
}
