//! The users of a company: who may log in, as what.

mod accept_invitation;
mod change_email;
mod check;
mod choose_language;
mod confirm_email;
mod deactivate;
pub mod dto;
mod entity;
mod first_owner;
mod get;
mod get_invitation;
mod invite;
mod letter;
mod links;
mod list;
pub mod pace;
mod replace;
mod request_password_reset;
mod reset_password;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, membership, user_account, user_token};
pub use first_owner::create_company;
pub use letter::{LinkLetter, change_letter, mail_content, reset_letter};
pub use store::{ACTIVE, find_by_email, find_user, find_users, fold_email, lock_user, names, places};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_users)
        .service(invite::invite_user)
        .service(get::get_user)
        .service(replace::replace_user)
        .service(deactivate::deactivate_user)
        .service(change_email::change_user_email)
        .service(confirm_email::confirm_email_change)
        .service(choose_language::choose_language)
        .service(get_invitation::get_invitation)
        .service(accept_invitation::accept_invitation)
        .service(request_password_reset::request_password_reset)
        .service(reset_password::reset_password);
}
