//! What are the business rules? Pure: facts come in, a decision or a named refusal goes out.

pub mod money;
pub mod totals;
pub mod vat;
