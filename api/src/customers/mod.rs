//! A company's customers and their work sites.

mod archive;
pub mod billing;
mod check;
mod create;
pub mod dto;
mod entity;
mod get;
mod limits;
mod list;
mod replace;
mod store;
mod take_in;
#[cfg(test)]
mod tests;
mod work_sites;

use crate::http::openapi::ServiceConfig;
pub use check::{tidy_address, tidy_organisation_number, tidy_phone};
pub use entity::{TABLES, customer, work_site};
pub use limits::{check_usable, countable, refuse_restricted, usable};
pub use store::{get_customer, get_work_site, hold_customer, lock_customer, refuse_erased, view, view_work_site};
pub use take_in::{take_in, take_in_site};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_customers)
        .service(create::create_customer)
        .service(get::get_customer)
        .service(replace::replace_customer)
        .service(archive::archive_customer)
        .service(work_sites::list_work_sites)
        .service(work_sites::create_work_site)
        .service(work_sites::replace_work_site);
}
