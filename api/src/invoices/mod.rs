//! Invoices: drafts, issued documents that never change, and the money that comes in.

mod actual_hours;
mod advances;
mod ageing;
mod basis;
mod book;
pub mod books;
mod create;
mod create_from_order;
mod credit;
pub mod credit_dto;
mod credit_limit;
mod delete;
mod document;
mod draft;
pub mod dto;
mod e_invoice;
mod entity;
mod export;
mod get;
mod get_link;
mod issue;
mod letter;
mod link;
mod links;
pub mod links_dto;
mod list;
pub mod list_dto;
mod mark_printed;
mod order_lines;
mod parties;
mod pdf;
mod preview_deduction;
mod print;
mod public;
pub mod public_dto;
mod received;
mod replace;
mod reverse_write_off;
mod sales_accounts;
mod send;
mod series;
mod settle;
mod store;
mod taken;
mod tax_credit;
mod tax_deduction;
#[cfg(test)]
mod tests;
mod treatment;
mod write_off;

use crate::http::openapi::ServiceConfig;
pub use book::{Booked, NewPayment, balance, book, book_told, fits, lock_customer};
pub use create::{create, create_interest};
pub use create_from_order::create_from_order;
pub use document::{codes, kept as document, late as late_payment_text, put_codes};
pub use draft::check;
pub use e_invoice::e_invoice_content;
pub use entity::{TABLES, invoice, payment, settlement};
pub use issue::issue;
pub use letter::mail_content;
pub use parties::buyer;
pub use pdf::issued_pdf;
pub use received::received;
pub use send::send;
pub use settle::{NewSettlement, open, settle};
pub use store::{Parts, allow, lock_invoice, lock_invoices, status, touch, view, view_with};
pub use write_off::write_off;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_invoices)
        .service(ageing::get_invoice_ageing)
        .service(create::create_invoice)
        // Before the path with an id, which would take the word for one.
        .service(create_from_order::create_invoice_from_order)
        .service(export::export_invoices)
        .service(print::print_invoices)
        .service(mark_printed::mark_invoices_printed)
        .service(basis::list::list_invoice_basis)
        .service(basis::create::create_invoices_from_basis)
        .service(get::get_invoice)
        .service(replace::replace_invoice)
        .service(delete::delete_invoice)
        .service(issue::issue_invoice)
        .service(send::send_invoice)
        .service(e_invoice::get_invoice_ubl)
        .service(e_invoice::check_invoice)
        .service(credit::credit_invoice)
        .service(write_off::write_off_invoice)
        .service(reverse_write_off::reverse_write_off)
        .service(pdf::get_invoice_pdf)
        .service(preview_deduction::preview_deduction)
        .service(get_link::get_invoice_link)
        .service(public::get_public_invoice)
        .service(public::get_public_invoice_pdf)
        .service(public::ask_about_invoice)
        .service(series::list::list_number_series)
        .service(series::replace::replace_number_series);
}
