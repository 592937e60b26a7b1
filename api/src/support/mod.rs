//! How may the staff of whoever runs the service see what a company asks about? Not at all, until the company opens itself for a
//! while; then by a visit that only reads, of which the company's trail tells everything, and which ends by itself.
//!
//! A visit is no place in the company: it is a row that ties one session of one member of the staff to what the company gave.
//! [`crate::session`] asks here whether it still holds.

pub mod dto;
mod end;
mod entity;
mod grant;
mod list;
mod list_openings;
mod note;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, support_access, support_read, support_visit};
pub use note::note;
pub use store::{Visit, enter, is_over, leave, open_visit, opening, tend, visit_of};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(grant::grant_support_access)
        .service(list::list_support_access)
        .service(end::end_support_access)
        .service(list_openings::list_support_openings);
}
