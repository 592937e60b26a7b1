//! Invoices as e-invoices: what they say in the network's words, what hinders them, and how they leave.

mod check;
mod compose;
pub mod dto;
mod readiness;
mod send;
mod ubl;

pub use check::check_invoice;
pub(super) use compose::{Composed, compose};
pub(super) use send::send;
pub use ubl::{get_invoice_ubl, load as e_invoice_content};
