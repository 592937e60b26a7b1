//! What are the business rules? Pure: facts come in, a decision or a named refusal goes out.

pub mod account;
pub mod calendar;
pub mod deduction;
pub mod event;
pub mod identity;
pub mod interest;
pub mod invoice;
pub mod ledger;
pub mod machine;
pub mod money;
pub mod number;
pub mod offer;
pub mod order;
pub mod permission;
pub mod privacy;
pub mod privacy_request;
pub mod reminder;
pub mod settlement;
pub mod text;
pub mod timesheet;
pub mod totals;
pub mod vat;
pub mod vat_treatment;
pub mod week;
pub mod wire;
