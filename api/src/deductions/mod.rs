//! Tax deductions for work in homes: the rules by date, and the people of customers who can have them.

mod case_entity;
pub mod cases;
mod delete_rule;
pub mod dto;
mod elsewhere;
#[cfg(test)]
mod elsewhere_tests;
mod entity;
mod find_members;
mod freeze;
mod get_household;
mod list_rules;
mod preview;
mod replace_household;
mod replace_rule;
mod reveal;
mod rule_entity;
#[cfg(test)]
mod rule_tests;
mod rules;
mod standing;
mod store;
mod take_over;
#[cfg(test)]
mod tests;
mod words;
pub mod years;

use crate::http::openapi::ServiceConfig;
pub use case_entity::{
    TABLES as CASE_TABLES, deduction_ask, deduction_case, deduction_case_event, deduction_case_year, deduction_claim,
    deduction_decision, deduction_payout,
};
pub use cases::number_index;
pub use elsewhere::{together, used_elsewhere};
pub use entity::{TABLES, household, household_member, household_use};
pub use freeze::{Frozen, FrozenBuyer, freeze, lock_people, open as open_cases};
pub use preview::{Asking, Home, counted, of_line, preview, settled};
pub use rule_entity::TABLES as RULE_TABLES;
pub use rules::{Rules, rules};
pub use store::{household_of, save_household};
pub use take_over::{TakeOver, take_over};
pub use words::work_words;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_rules::list_deduction_rules)
        .service(replace_rule::replace_deduction_rule)
        .service(delete_rule::delete_deduction_rule)
        .service(get_household::get_household)
        .service(replace_household::replace_household)
        .service(reveal::reveal_identity_number)
        .service(find_members::find_household_members);
}
