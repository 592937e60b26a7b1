//! The customer ledger: what each customer owed on a day, and how old it was.

pub mod dto;
mod get;
mod items;
mod query;
#[cfg(test)]
mod tests;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_customer_ledger).service(items::list_ledger_items);
}
