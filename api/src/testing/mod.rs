//! How is the service tested? Two companies on a real database, a clock that the test moves, and a client that holds
//! every answer against the contract.

mod bodies;
mod books;
pub mod breach_samples;
mod client;
mod contract;
mod database;
mod deduction_samples;
pub mod deductions;
mod footprint;
mod guards;
mod hard;
pub mod letters;
mod operation;
pub mod packages;
mod payment_samples;
pub mod privacy_samples;
mod promises;
pub mod retention_samples;
mod samples;
mod schema;
mod sources;
mod step_up;
pub mod subject_samples;
mod sweep;
pub mod things;
pub mod visitors;
mod world;

pub use client::{Answer, Client};
pub use database::{TestDatabase, outside};
pub use things::{customer_input, invoice_input, sent_invoice};
pub use world::{PASSWORD, Person, World, start, world, world_with};
