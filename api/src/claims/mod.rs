//! Claims on the tax agency: what was deducted from invoices is asked for, decided, paid, and moved on when it is refused.

mod books;
pub mod claim_dto;
mod create;
mod decide;
mod desk;
pub mod dto;
mod file;
mod form;
mod get_case;
mod import_decision;
mod lapse;
mod list;
mod list_cases;
mod pass_on;
mod payout;
mod prepare;
mod preview;
mod remove_payout;
mod resolve;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use desk::ready;
pub use lapse::pass_lapsed;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_cases::list_deduction_cases)
        .service(get_case::get_deduction_case)
        .service(desk::get_deduction_desk)
        .service(preview::preview_deduction_claim)
        .service(create::create_deduction_claim)
        .service(list::list_deduction_claims)
        .service(file::get_deduction_claim_file)
        .service(form::get_deduction_claim_form)
        .service(import_decision::import_deduction_decision)
        .service(decide::decide_deduction_case)
        .service(payout::register_deduction_payout)
        .service(remove_payout::remove_deduction_payout)
        .service(resolve::resolve_deduction_case);
}
