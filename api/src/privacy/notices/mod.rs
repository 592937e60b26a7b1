//! Whom must be told what was done with a person's data: every recipient that was given it (GDPR art. 19).

pub mod dto;
mod entity;
mod letter;
mod list;
mod owe;
mod said;
mod settle;
mod store;
#[cfg(test)]
mod tests;
mod words;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, privacy_notice};
pub use letter::mail_content;
pub use owe::{categories_of, owe, request_of};
pub use said::{of_person as said_of_person, of_request as said_of_request};
pub use settle::told_by_mail;
pub use store::are_owed;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_privacy_notices)
        .service(settle::settle_privacy_notice);
}
