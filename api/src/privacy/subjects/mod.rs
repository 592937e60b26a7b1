//! What is known about one person: found, told, and let go of.

mod black_out;
#[cfg(test)]
mod black_out_tests;
#[cfg(test)]
mod bystander_tests;
mod bystanders;
pub mod dto;
mod erase;
#[cfg(test)]
mod erase_tests;
mod erasing;
mod event_words;
pub(super) mod extract;
mod facts;
mod fate;
mod find;
pub(super) mod get_extract;
pub(super) mod graph;
pub(super) mod labels;
pub mod ledger;
mod mentions;
mod named;
mod plan;
#[cfg(test)]
mod proof_tests;
mod report;
mod shape;
pub(super) mod shapes;
mod sought;
mod tell;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod user_tests;
pub(super) mod users;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(find::find_data_subject)
        .service(get_extract::get_register_extract)
        .service(get_extract::get_register_extract_pdf)
        .service(plan::get_erasure_plan)
        .service(erase::erase_data_subject);
}
