//! What are the business rules? Pure: facts come in, a decision or a named refusal goes out.

pub mod account;
pub mod e_invoice;
pub mod event;
pub mod identity;
pub mod invoice;
pub mod machine;
pub mod money;
pub mod number;
pub mod offer;
pub mod order;
pub mod permission;
pub mod privacy;
pub mod settlement;
pub mod text;
pub mod timesheet;
pub mod totals;
pub mod vat;
pub mod week;
pub mod wire;
