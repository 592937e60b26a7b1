//! Payments: what the bank's files say, what it pays, and what is undone again.

mod balance;
mod confirm;
pub mod dto;
mod entity;
mod file;
mod get_import;
mod import;
mod list_imports;
mod list_payments;
mod match_payment;
mod proposal;
mod register;
mod remove;
mod set_aside;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, imported_payment};
pub use import::reseal_files;
pub use proposal::KRONOR;
pub use register::pay;
pub use store::{lock_payment, save_payment, state as payment_state, wait_again};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(import::import_payments)
        .service(list_imports::list_payment_imports)
        .service(get_import::get_payment_import)
        .service(list_payments::list_imported_payments)
        .service(confirm::confirm_payments)
        .service(match_payment::match_payment)
        .service(set_aside::set_payment_aside)
        .service(register::register_payment)
        .service(remove::remove_payment)
        .service(balance::get_customer_balance);
}
