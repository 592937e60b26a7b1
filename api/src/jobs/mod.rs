//! What is done after a change: jobs that were queued with it and survive a crash.

mod queue;
pub mod mail;
pub mod upkeep;
pub mod worker;

pub use mail::TABLES;
pub(crate) use queue::insert;
pub use queue::{Job, JobKind};
