//! Late invoices: who is reminded when, at what cost, and what late money bears in interest.

mod charge;
mod check;
mod desk;
mod document;
pub mod dto;
mod entity;
mod get_settings;
mod hand_over;
mod late;
mod letter;
mod list;
mod list_rates;
mod pdf;
mod remind;
mod replace_rate;
mod replace_settings;
mod stop;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use document::intro;
pub use entity::{TABLES, interest_charge, reminder};
#[cfg(test)]
pub use late::page as late_page;
pub use letter::mail_content;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(charge::create_interest_invoice)
        .service(list_rates::list_reference_rates)
        .service(replace_rate::replace_reference_rate)
        .service(get_settings::get_reminder_settings)
        .service(replace_settings::replace_reminder_settings)
        .service(late::list_late_invoices)
        .service(list::list_reminders)
        .service(hand_over::hand_over_invoices)
        .service(pdf::get_reminder_pdf)
        .service(remind::remind_invoice)
        .service(stop::stop_reminders);
}
