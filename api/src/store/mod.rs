//! What every query shares: connections, company-bound transactions, audit, numbers, words, secrets.

pub mod audit;
mod connect;
pub mod counter;
pub mod data_map;
pub mod door;
pub mod entity;
pub mod lasting;
mod readers;
mod row;
mod running;
pub mod search;
pub mod secret;
mod tx;
pub mod vault;

pub use audit::{Actor, Event};
pub use connect::{Db, Scope, is_embedded};
pub use door::{Done, reseal_answers};
pub use tx::{GlobalEntity, ReadTx, Scoped, TenantEntity, WriteTx};
