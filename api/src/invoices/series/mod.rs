//! Which numbers do invoices and credit notes get? Unbroken series (17 kap. 24 § 2 mervärdesskattelagen, 2023:200).

pub mod dto;
pub(super) mod list;
pub(super) mod replace;
mod store;

pub(super) use store::take;
