//! What a company offers a customer, and what the customer answers.
//!
//! Nobody sets an offer's status to expired: it is what a sent offer is called after its last day, decided by
//! `kontoret_core::offer::status_on` wherever a status is shown, asked or filtered by.

mod create;
mod document;
pub mod dto;
mod entity;
mod get;
mod letter;
mod list;
mod pdf;
mod public;
pub mod public_dto;
mod replace;
mod send;
mod store;
#[cfg(test)]
mod tests;
mod throttle;
mod withdraw;

use crate::http::openapi::ServiceConfig;
pub use create::create;
pub use entity::{TABLES, offer, offer_line};
pub use letter::mail_content;
pub use pdf::sent_pdf;
pub use public::{Answer, answer};
pub use send::send;
pub use store::{AcceptedOffer, accepted_for_order, asking, lock_offer};
pub use throttle::Unhurried;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_offers)
        .service(create::create_offer)
        .service(get::get_offer)
        .service(replace::replace_offer)
        .service(send::send_offer)
        .service(withdraw::withdraw_offer)
        .service(pdf::get_offer_pdf)
        .service(public::get_public_offer)
        .service(public::get_public_offer_pdf)
        .service(public::accept_public_offer)
        .service(public::decline_public_offer);
}
