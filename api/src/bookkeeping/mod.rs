//! The books: vouchers made by what happens, the accounts they go to, fiscal years, locked periods and VAT.

mod create_fiscal_year;
pub mod dto;
mod entity;
mod exports;
mod get_voucher;
mod list_accounts;
mod list_fiscal_years;
mod list_vouchers;
mod lock;
mod post;
mod replace_account;
mod replace_fiscal_year;
#[cfg(test)]
mod tests;
mod vat;
mod years;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, voucher_export};
pub use post::{Document, NewVoucher, correct, post, words};
pub use years::{all_years, first_open as first_open_day, of_day as fiscal_year_of, with_ids as fiscal_years};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_vouchers::list_vouchers)
        .service(get_voucher::get_voucher)
        .service(list_accounts::list_accounts)
        .service(replace_account::replace_account)
        .service(list_fiscal_years::list_fiscal_years)
        .service(create_fiscal_year::create_fiscal_year)
        .service(lock::lock_period)
        // After the path with a word, which an id would take.
        .service(replace_fiscal_year::replace_fiscal_year)
        .service(vat::get_vat_report)
        .service(exports::export_vouchers)
        .service(exports::list_voucher_exports)
        .service(exports::get_voucher_export_file);
}
