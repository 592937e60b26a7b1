//! Signed heads of a company's trail, kept in a file apart from the database. Whoever has one can tell that no entry before it was
//! changed, left out, put in or cut off.

pub mod dto;
mod entity;
mod keep;
mod list;
mod make;
mod prove;
mod signed;
#[cfg(test)]
mod tests;
mod verify;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, audit_seal};
pub use make::tend;
pub use signed::hex;
pub use verify::{Verified, VerifyError, verify};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_audit_seals)
        .service(prove::get_audit_proof)
        .service(prove::get_audit_consistency);
}
