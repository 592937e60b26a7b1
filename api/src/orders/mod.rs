//! A company's orders: what is to be done, by whom, and what of it has been invoiced.

mod billing;
mod cancel;
mod check;
mod complete;
mod create;
mod create_from_offer;
pub mod dto;
mod economy;
mod entity;
mod get;
mod instalments;
mod list;
mod replace;
mod replace_instalments;
mod start;
mod store;
#[cfg(test)]
mod tests;
mod time;
mod view;

use crate::http::openapi::ServiceConfig;
pub use billing::{Uninvoiced, mark_invoiced, release, release_lines, uninvoiced};
pub use economy::{Sold, Standing, standing};
pub use entity::{TABLES, work_order, work_order_instalment, work_order_line};
pub use instalments::{mark_instalments_invoiced, release_instalments, uninvoiced_instalments};
pub use time::report_time;
pub use view::asking;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_orders)
        .service(create::create_order)
        .service(create_from_offer::create_order_from_offer)
        .service(get::get_order)
        .service(replace::replace_order)
        .service(replace_instalments::replace_order_instalments)
        .service(start::start_order)
        .service(complete::complete_order)
        .service(cancel::cancel_order);
}
