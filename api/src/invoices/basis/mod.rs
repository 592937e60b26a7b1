//! The invoice basis: what is ready to be invoiced, and the invoices that are made of it.

pub(super) mod create;
pub mod dto;
pub(super) mod list;
