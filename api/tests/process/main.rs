//! Does the executable itself keep its word? Each test starts it as whoever runs the service would, on the embedded
//! database or, where the suite is given one, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod api;
mod crash;
mod erase;
mod journey;
mod logins;
mod office;
mod rotation;
mod shutdown;
mod site;
mod startup;
