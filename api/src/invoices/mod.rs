//! Invoices: drafts, issued documents that never change, and the money that comes in.

mod basis;
pub mod books;
mod claims;
mod create;
mod create_from_order;
mod credit;
pub mod credit_dto;
mod deductions;
mod delete;
mod document;
mod draft;
pub mod dto;
mod entity;
mod get;
mod issue;
mod letter;
mod links;
mod list;
mod order_lines;
mod pdf;
mod register_payment;
mod replace;
mod reverse_write_off;
mod send;
mod settle;
mod store;
#[cfg(test)]
mod tests;
mod write_off;

pub use create::create;
pub use create_from_order::create_from_order;
pub use draft::check;
pub use entity::{TABLES, invoice, payment, settlement};
pub use issue::issue;
pub use letter::mail_content;
pub use register_payment::pay;
pub use send::send;
pub use settle::{NewSettlement, open, settle};
pub use store::{Parts, lock_invoice};
use utoipa_actix_web::service_config::ServiceConfig;
pub use write_off::write_off;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_invoices)
        .service(create::create_invoice)
        // Before the path with an id, which would take the word for one.
        .service(create_from_order::create_invoice_from_order)
        .service(basis::list::list_invoice_basis)
        .service(basis::create::create_invoices_from_basis)
        .service(get::get_invoice)
        .service(replace::replace_invoice)
        .service(delete::delete_invoice)
        .service(issue::issue_invoice)
        .service(send::send_invoice)
        .service(register_payment::register_payment)
        .service(credit::credit_invoice)
        .service(write_off::write_off_invoice)
        .service(reverse_write_off::reverse_write_off)
        .service(pdf::get_invoice_pdf);
}
