//! What people may ask of whoever stores data about them, and how it is answered.

pub mod breaches;
pub mod entity;
pub mod limits;
pub mod notices;
pub mod portability;
pub mod recipients;
pub mod record;
pub mod requests;
pub mod retention;
pub mod subjects;
pub mod words;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES as ERASURE_TABLES, erasure};
pub use requests::{acknowledge, due, mail_content, pass_on, remind};
pub use subjects::ledger;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.configure(requests::routes)
        .configure(subjects::routes)
        .configure(breaches::routes)
        .configure(limits::routes)
        .configure(notices::routes)
        .configure(portability::routes)
        .configure(retention::routes)
        .configure(recipients::routes)
        .configure(record::routes);
}
