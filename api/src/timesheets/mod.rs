//! Employees' time: entries by day, weeks that are handed in and approved.

mod approve;
mod billing;
mod check;
mod create_time_entry;
mod decide;
mod delete_time_entry;
pub mod dto;
mod entity;
mod get_timesheet;
mod list_time_entries;
mod list_timesheets;
mod reject;
mod replace_time_entry;
mod store;
mod submit;
#[cfg(test)]
mod tests;
mod view;

use crate::http::openapi::ServiceConfig;
pub use billing::{mark_invoiced, release, release_entries, uninvoiced_approved};
pub use entity::{TABLES, time_entry, timesheet};
pub use store::{OrderMinutes, order_minutes, orders_with_uninvoiced_time};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_time_entries::list_time_entries)
        .service(create_time_entry::create_time_entry)
        .service(replace_time_entry::replace_time_entry)
        .service(delete_time_entry::delete_time_entry)
        .service(list_timesheets::list_timesheets)
        .service(get_timesheet::get_timesheet)
        .service(submit::submit_timesheet)
        .service(approve::approve_timesheet)
        .service(reject::reject_timesheet);
}
