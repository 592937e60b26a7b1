//! Sessions: from a password to an access token, and to its end.

mod authenticate;
pub mod client;
pub mod dto;
mod enter_support;
mod entity;
mod get_me;
pub mod keys;
mod leave_support;
mod lifetime;
mod list;
mod login;
mod logout;
mod me;
pub mod password;
mod prove;
mod refresh;
mod revoke;
pub mod standing;
pub mod start;
pub mod strength;
mod switch_company;
#[cfg(test)]
mod tests;
pub mod throttle;

use crate::http::openapi::ServiceConfig;
pub use authenticate::authenticate;
pub use entity::{TABLES, refresh_token, session, signing_key, throttle as failure_count};
pub use keys::{jwks, reseal as reseal_keys};
pub use lifetime::PROOF;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(login::login)
        .service(refresh::refresh_session)
        .service(logout::logout)
        .service(get_me::get_me)
        .service(prove::prove_session)
        .service(list::list_sessions)
        .service(revoke::revoke_session)
        .service(switch_company::switch_company)
        .service(enter_support::enter_support)
        .service(leave_support::leave_support);
}
