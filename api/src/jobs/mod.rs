//! What is done after a change: jobs that were queued with it and survive a crash.

mod attempt;
mod deliver;
pub mod e_invoice;
mod entity;
mod hand_over;
pub mod mail;
mod message;
mod notice;
pub mod past;
pub mod peppol;
mod question;
mod queue;
#[cfg(test)]
mod tests;
mod transport;
pub mod upkeep;
pub mod worker;

pub use entity::{TABLES, e_invoice as consignment, mail as letter};
pub(crate) use queue::insert;
pub use queue::{Job, JobKind};
pub use transport::{forget as forget_letters, is_relay};
