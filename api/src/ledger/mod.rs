//! The customer ledger: what each customer owed on a day, and how old it was.

pub mod dto;
mod get;
mod get_statement;
mod items;
mod query;
mod statement;
mod statement_pdf;
#[cfg(test)]
mod statement_tests;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_customer_ledger)
        .service(items::list_ledger_items)
        .service(get_statement::get_account_statement)
        .service(statement_pdf::get_account_statement_pdf);
}
