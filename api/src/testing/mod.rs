//! How is the service tested? Two companies on a real database, a clock that the test moves, and a client that holds
//! every answer against the contract.

mod client;
mod contract;
mod database;
mod promises;
mod schema;
mod world;

pub use client::{Answer, Client};
pub use database::TestDatabase;
pub use world::{PASSWORD, Person, Tenant, World, world};
