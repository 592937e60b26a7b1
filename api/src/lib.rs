//! The server of Flexibla Kontoret: slices by noun over what every handler and every query shares.

pub mod app;
pub mod articles;
pub mod audit;
pub mod backup;
pub mod bookkeeping;
pub mod claims;
pub mod clock;
pub mod company;
pub mod config;
pub mod customers;
pub mod dashboard;
pub mod deductions;
pub mod design;
pub mod http;
pub mod invoices;
pub mod jobs;
pub mod ledger;
pub mod lines;
pub mod logging;
pub mod offers;
pub mod orders;
pub mod payments;
pub mod privacy;
pub mod reminders;
pub mod rotation;
pub mod search;
pub mod seed;
pub mod session;
pub mod store;
pub mod support;
pub mod timesheets;
pub mod users;
pub mod views;

#[cfg(test)]
mod testing;

/// What one thread allocates another one frees: the database's rows. The system's allocator makes them wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
