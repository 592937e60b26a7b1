//! Tax deductions for work in homes: the rules by date, and the people of customers who can have them.

pub mod dto;
mod entity;
mod find_members;
mod get_household;
mod list_rules;
mod preview;
mod replace_household;
mod reveal;
mod store;
#[cfg(test)]
mod tests;

pub use entity::{TABLES, household, household_member, household_use};
pub use preview::{Asking, of_line, preview};
pub use store::{household_of, save_household};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_rules::list_deduction_rules)
        .service(get_household::get_household)
        .service(replace_household::replace_household)
        .service(reveal::reveal_identity_number)
        .service(find_members::find_household_members);
}
