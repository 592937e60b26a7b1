//! Invoices: drafts, issued documents that never change, and the money that comes in.

mod book;
mod claims;
mod create;
mod create_from_order;
mod delete;
mod document;
mod draft;
pub mod dto;
mod entity;
mod get;
mod issue;
mod letter;
mod list;
mod pdf;
mod replace;
mod send;
mod settle;
mod store;
#[cfg(test)]
mod tests;

pub use book::{Booked, NewPayment, balance, book, fits, lock_customer};
pub use create::create;
pub use create_from_order::create_from_order;
pub use draft::check;
pub use entity::{TABLES, invoice, payment, settlement};
pub use issue::issue;
pub use letter::mail_content;
pub use send::send;
pub use settle::{NewSettlement, open, settle};
pub use store::{Parts, lock_invoice, status, view};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_invoices)
        .service(create::create_invoice)
        // Before the path with an id, which would take the word for one.
        .service(create_from_order::create_invoice_from_order)
        .service(get::get_invoice)
        .service(replace::replace_invoice)
        .service(delete::delete_invoice)
        .service(issue::issue_invoice)
        .service(send::send_invoice)
        .service(pdf::get_invoice_pdf);
}
